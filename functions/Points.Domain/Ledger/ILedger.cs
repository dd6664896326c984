namespace Points.Domain.Ledger;

/// <summary>The ledgers of all wallets, in the order in which their entries were written.</summary>
public interface ILedger
{
    /// <summary>Reads the page that follows an earlier page.</summary>
    /// <param name="continuationToken">
    /// The <see cref="LedgerPage.ContinuationToken"/> of the earlier page; null for the first page.
    /// </param>
    /// <param name="since">
    /// The first page skips entries written before this instant; null starts at the beginning.
    /// </param>
    Task<LedgerPage> ReadPage(string? continuationToken, DateTimeOffset? since, CancellationToken ct);

    /// <returns>Null if there is no such entry.</returns>
    /// <exception cref="InvalidDataException">The stored entry cannot be read.</exception>
    Task<(WalletId Wallet, LedgerEntry Entry)?> Find(string memberId, string entryId, CancellationToken ct);

    /// <summary>
    /// Reads a sample of a programme's orders with their members, at most <paramref name="ordersMax"/>.
    /// </summary>
    Task<IReadOnlyList<(string MemberId, Order Order)>> SampleOrders(
        string programmeId,
        int ordersMax,
        CancellationToken ct
    );
}

/// <summary>A page of the ledgers of all wallets.</summary>
/// <param name="Unreadable">The ids of stored entries that cannot be read.</param>
/// <param name="ContinuationToken">Opaque; it reads the next page.</param>
/// <param name="IsLast">Whether no further entries exist now.</param>
public sealed record LedgerPage(
    IReadOnlyList<(WalletId Wallet, LedgerEntry Entry)> Entries,
    IReadOnlyList<string> Unreadable,
    string ContinuationToken,
    bool IsLast
);
