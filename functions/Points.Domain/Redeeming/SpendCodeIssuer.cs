using Points.Domain.Ledger;

namespace Points.Domain.Redeeming;

/// <summary>Gives members their codes.</summary>
public sealed class SpendCodeIssuer(ISpendCodes codes)
{
    /// <param name="code">Random, of the host's making.</param>
    public async Task<SpendCode> Issue(
        string memberId,
        string code,
        Points? cap,
        DateTimeOffset now,
        CancellationToken ct
    )
    {
        var issued = new SpendCode(memberId, SpendCode.DigestOf(memberId, code), now + SpendCode.ValidFor, cap);
        await codes.Put(issued, ct);
        return issued;
    }
}
