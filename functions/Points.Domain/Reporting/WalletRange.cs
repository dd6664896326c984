using System.Buffers.Text;

namespace Points.Domain.Reporting;

/// <summary>
/// One of the ranges over which a programme's wallets are spread, so that no range has too many of them: of a hundred
/// million wallets each has a million and a half.
/// </summary>
public static class WalletRange
{
    /// <summary>Stored sums depend on it: do not change it.</summary>
    public const int Count = 64;

    /// <param name="ledger">The key of the wallet's ledger. The range is the same in every process and version.</param>
    public static int Of(string ledger) => Base64Url.DecodeFromChars(Digest.Compute("report-range", ledger))[0] % Count;
}
