namespace Points.Domain.Ledger;

/// <summary>Reads, decisions and commits in one call.</summary>
public static class WalletStoreExtensions
{
    /// <summary>
    /// Reads the wallet, decides and commits: entries, wallet and records in one atomic write. Reads and decides again
    /// when another commit comes first. A request that was booked before gets its first outcome again (decision 1).
    /// </summary>
    /// <param name="decide">A pure function. It is called again with the records that it asks for.</param>
    /// <exception cref="StoreBusyException">Too many conflicts, or throttled. Nothing was written.</exception>
    /// <exception cref="StoreUnavailableException">
    /// The store did not answer. Repeating the request is safe and returns its outcome.
    /// </exception>
    public static async Task<Outcome> Commit(
        this IWalletStore wallets,
        WalletId id,
        Request request,
        Func<Wallet, LoadedRecords, Decision> decide,
        CancellationToken ct
    )
    {
        for (var attempt = 0; ; attempt++)
        {
            if (await wallets.Read(id, ct) is not { } read)
                return await wallets.RefuseUnlessBooked(id, request, new Refusal.MemberNotEnrolled(), ct);
            var decision = await read.Decide(decide, ct);
            if (decision is not Decision.Accepted accepted)
                return await wallets.RefuseUnlessBooked(read, request, decision.RequireRefusal(), ct);
            if (await wallets.TryCommit(read, accepted, request, ct) is { } outcome)
                return outcome;
            await wallets.PauseAfterConflict(attempt, ct);
        }
    }

    /// <summary>Commits a decision that needs no records.</summary>
    public static Task<Outcome> Commit(
        this IWalletStore wallets,
        WalletId id,
        Request request,
        Func<Wallet, Decision> decide,
        CancellationToken ct
    ) => wallets.Commit(id, request, (wallet, _) => decide(wallet), ct);

    /// <summary>Reads the wallet and returns the decision without writing anything.</summary>
    /// <returns>Null if there is no such wallet.</returns>
    public static async Task<Decision?> Evaluate(
        this IWalletStore wallets,
        WalletId id,
        Func<Wallet, LoadedRecords, Decision> decide,
        CancellationToken ct
    ) => await wallets.Read(id, ct) is { } read ? await read.Decide(decide, ct) : null;

    /// <returns>Null if there is no such wallet.</returns>
    public static async Task<Wallet?> Find(this IWalletStore wallets, WalletId id, CancellationToken ct) =>
        (await wallets.Read(id, ct))?.Wallet;

    /// <returns>Null if the member has no such redemption.</returns>
    public static async Task<Redemption?> FindRedemption(
        this IWalletStore wallets,
        string memberId,
        string redemptionId,
        CancellationToken ct
    ) => await wallets.FindRecord(memberId, new RecordKey.Redemption(redemptionId), ct) as Redemption;

    /// <summary>
    /// Makes a decision without writing anything. Loads the records that it asks for, and makes it again with them.
    /// </summary>
    public static async Task<Decision> Decide(
        this ReadWallet read,
        Func<Wallet, LoadedRecords, Decision> decide,
        CancellationToken ct
    )
    {
        var records = LoadedRecords.None;
        while (true)
        {
            var decision = decide(read.Wallet, records);
            if (decision is not Decision.NeedsRecords { Keys: var keys })
                return decision;
            records = await records.Load(read, keys, ct);
        }
    }
}
