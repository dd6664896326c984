namespace Points.Domain.Ledger;

/// <summary>Reads documents that name members by keys of ledgers.</summary>
public static class LedgerKeysExtensions
{
    /// <summary>
    /// The id of a member whom a document names by the key of their ledgers, or, if the document is from before there
    /// were keys, by their id.
    /// </summary>
    public static async Task<string> ResolveMember(this ILedgerKeys ledgers, string name, CancellationToken ct) =>
        await ledgers.FindMember(name, ct) ?? name;
}
