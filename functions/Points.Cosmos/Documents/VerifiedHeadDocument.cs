using Points.Domain;
using Points.Domain.Ledger;

namespace Points.Cosmos.Documents;

/// <summary>The newest entry of a ledger up to which everything was verified.</summary>
internal sealed record VerifiedHeadDocument(string Id, string Type, long Sequence, string Hash)
{
    public const string TypeName = "verified-head";

    public static string IdOf(LedgerKey key, string programmeId) =>
        "vh-" + Digest.Compute(TypeName, key.Value, programmeId);
}

/// <summary>How far the samples of ledgers have come.</summary>
/// <param name="Position">The store's position in the list of ledgers; null at the beginning.</param>
internal sealed record VerifySampleDocument(string Id, string Type, string? Position)
{
    public const string SingletonId = "verify-sample";
}
