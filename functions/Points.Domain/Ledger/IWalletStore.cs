namespace Points.Domain.Ledger;

/// <summary>Where wallets and their ledgers are kept.</summary>
public interface IWalletStore
{
    /// <summary>
    /// Loads the wallet, asks <paramref name="decide"/> — again with the records it needs, if it needs any — and commits its decision — entries, wallet, and whatever else it
    /// creates — in one atomic write. A request seen before gets its first outcome. <paramref name="decide"/> is pure:
    /// it is asked again after a conflict.
    /// </summary>
    /// <exception cref="StoreBusyException">Too much contention or throttling; nothing was written.</exception>
    /// <exception cref="StoreUnavailableException">No answer came; the same request again is safe and will tell.</exception>
    Task<Outcome> Commit(
        WalletId wallet,
        Request request,
        Func<Wallet, LoadedRecords, Decision> decide,
        CancellationToken ct
    );

    /// <summary>The same, with nothing written.</summary>
    /// <returns>Null if there is no such wallet.</returns>
    Task<Decision?> Evaluate(WalletId wallet, Func<Wallet, LoadedRecords, Decision> decide, CancellationToken ct);

    /// <summary>Gives a refusal that needed no look at the wallet; unless the request was booked before, which then gets its first outcome.</summary>
    /// <exception cref="StoreBusyException">Throttled; nothing was written.</exception>
    /// <exception cref="StoreUnavailableException">No answer came.</exception>
    Task<Outcome> RefuseUnlessBooked(WalletId wallet, Request request, Refusal refusal, CancellationToken ct);

    Task<Wallet?> Find(WalletId wallet, CancellationToken ct);

    /// <summary>Entries with numbers below <paramref name="before"/>, newest first, at most <paramref name="limit"/>.</summary>
    Task<IReadOnlyList<LedgerEntry>> ListEntries(WalletId wallet, long before, int limit, CancellationToken ct);

    /// <summary>A record of any of the member's wallets; null if there is none.</summary>
    Task<WalletRecord?> FindRecord(string memberId, RecordKey key, CancellationToken ct);

    /// <summary>
    /// Does to a wallet what nobody asked for: books what time has done, notes what the member was told. Loads it, asks
    /// <paramref name="decide"/>, which may be asked again, and commits what it gives — with entries or without — in one
    /// atomic write.
    /// </summary>
    /// <param name="decide">Null where nothing is to be done, or nothing any more: the wallet tells whether it was done before.</param>
    /// <returns>Whether anything was written.</returns>
    /// <exception cref="StoreBusyException">Too much contention or throttling; nothing was written.</exception>
    /// <exception cref="StoreUnavailableException">No answer came; the same again is safe.</exception>
    Task<bool> CommitMaintenance(WalletId wallet, Func<Wallet, Decision.Accepted?> decide, CancellationToken ct);

    /// <summary>Wallets that a job has to see to by now, the most overdue first.</summary>
    IAsyncEnumerable<WalletId> ListDue(MaintenanceKind kind, DateTimeOffset now, CancellationToken ct);

    /// <summary>How many they are.</summary>
    Task<long> CountDue(MaintenanceKind kind, DateTimeOffset now, CancellationToken ct);
}

public static class WalletStoreExtensions
{
    /// <summary>For what needs no records.</summary>
    public static Task<Outcome> Commit(
        this IWalletStore wallets,
        WalletId wallet,
        Request request,
        Func<Wallet, Decision> decide,
        CancellationToken ct
    ) => wallets.Commit(wallet, request, (it, _) => decide(it), ct);

    public static async Task<Redemption?> FindRedemption(
        this IWalletStore wallets,
        string memberId,
        string redemptionId,
        CancellationToken ct
    ) => await wallets.FindRecord(memberId, new RecordKey.Redemption(redemptionId), ct) as Redemption;
}
