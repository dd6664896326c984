namespace Points.Domain.Ledger;

/// <summary>Reads, decisions and commits in one call.</summary>
public static class WalletStoreExtensions
{
    /// <summary>
    /// How often a decision may ask for more records. Refunds ask for the order, then for the redemptions it names.
    /// </summary>
    private const int RecordReadsMax = 4;

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
            var (decision, _) = await wallets.Decide(read.Wallet, decide, ct);
            if (decision is not Decision.Accepted accepted)
                return await wallets.RefuseUnlessBooked(id, request, decision.RequireRefusal(), ct);
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
    ) => await wallets.Find(id, ct) is { } wallet ? (await wallets.Decide(wallet, decide, ct)).Decision : null;

    /// <summary>Makes a decision. Reads the records that it asks for, and makes it again with them.</summary>
    /// <returns>The decision, and the records that it was made with.</returns>
    public static async Task<(Decision Decision, LoadedRecords Records)> Decide(
        this IWalletStore wallets,
        Wallet wallet,
        Func<Wallet, LoadedRecords, Decision> decide,
        CancellationToken ct
    )
    {
        var records = LoadedRecords.None;
        for (var read = 0; read < RecordReadsMax; read++)
        {
            var decision = decide(wallet, records);
            if (decision is not Decision.NeedsRecords { Keys: var keys })
                return (decision, records);
            var found = await Task.WhenAll(keys.Select(key => wallets.FindRecord(wallet.Id.MemberId, key, ct)));
            for (var i = 0; i < keys.Length; i++)
                records = records.With(keys[i], found[i]);
        }
        throw new InvalidOperationException($"the decision asked for records more than {RecordReadsMax} times");
    }

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
}
