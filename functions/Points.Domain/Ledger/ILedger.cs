namespace Points.Domain.Ledger;

/// <summary>All wallets' ledgers, in the order in which entries were written.</summary>
public interface ILedger
{
    /// <summary>Reads on from where an earlier page ended.</summary>
    /// <param name="continuationToken">The <see cref="LedgerPage.ContinuationToken"/> of that page; null for the first one.</param>
    /// <param name="since">For the first page: nothing that was written before then. Null for everything.</param>
    Task<LedgerPage> ReadPage(string? continuationToken, DateTimeOffset? since, CancellationToken ct);

    /// <returns>Null if there is no such entry.</returns>
    /// <exception cref="InvalidDataException">It cannot be read.</exception>
    Task<(WalletId Wallet, LedgerEntry Entry)?> Find(string memberId, string entryId, CancellationToken ct);
}

/// <param name="Unreadable">Ids of entries that cannot be read.</param>
/// <param name="ContinuationToken">Opaque.</param>
/// <param name="IsLast">Whether there is nothing more now.</param>
public sealed record LedgerPage(
    IReadOnlyList<(WalletId Wallet, LedgerEntry Entry)> Entries,
    IReadOnlyList<string> Unreadable,
    string ContinuationToken,
    bool IsLast
);
