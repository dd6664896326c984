namespace Points.Domain.Ledger;

/// <summary>Stores wallets and their ledgers.</summary>
public interface IWalletStore
{
    /// <summary>Reads a wallet, to decide on it.</summary>
    /// <returns>Null if there is no such wallet.</returns>
    /// <exception cref="StoreBusyException">Throttled.</exception>
    /// <exception cref="StoreUnavailableException">The store did not answer.</exception>
    Task<ReadWallet?> Read(WalletId wallet, CancellationToken ct);

    /// <summary>
    /// Commits a decision on the wallet as it was read: entries, wallet and records in one atomic write. A request that
    /// was booked before gets its first outcome again (decision 1).
    /// </summary>
    /// <returns>Null if another commit has changed the wallet: read it and decide again.</returns>
    /// <exception cref="StoreBusyException">Throttled. Nothing was written.</exception>
    /// <exception cref="StoreUnavailableException">
    /// The store did not answer. Repeating the request is safe and returns its outcome.
    /// </exception>
    Task<Outcome?> TryCommit(ReadWallet read, Decision.Accepted decision, Request request, CancellationToken ct);

    /// <summary>Waits a random time before the wallet is read again, longer after each attempt.</summary>
    /// <param name="attempt">How many attempts came before this one.</param>
    /// <exception cref="StoreBusyException">There were too many attempts. Nothing was written.</exception>
    Task PauseAfterConflict(int attempt, CancellationToken ct);

    /// <summary>
    /// Returns a refusal that was decided without the wallet, unless the request was booked before: then it returns the
    /// first outcome.
    /// </summary>
    /// <exception cref="StoreBusyException">Throttled.</exception>
    /// <exception cref="StoreUnavailableException">The store did not answer.</exception>
    Task<Outcome> RefuseUnlessBooked(WalletId wallet, Request request, Refusal refusal, CancellationToken ct);

    /// <summary>Finds the outcome of a request that was booked before.</summary>
    /// <returns>Null if it was not booked.</returns>
    /// <exception cref="StoreBusyException">Throttled.</exception>
    /// <exception cref="StoreUnavailableException">The store did not answer.</exception>
    Task<Outcome?> FindBooked(ReadWallet read, Request request, CancellationToken ct);

    /// <summary>
    /// Returns a refusal that was decided on the wallet, unless the request was booked before: then it returns the
    /// first outcome.
    /// </summary>
    /// <exception cref="StoreBusyException">Throttled.</exception>
    /// <exception cref="StoreUnavailableException">The store did not answer.</exception>
    Task<Outcome> RefuseUnlessBooked(ReadWallet read, Request request, Refusal refusal, CancellationToken ct);

    /// <summary>Lists entries of a wallet, newest first.</summary>
    /// <param name="before">Lists only entries with a lower sequence number.</param>
    /// <param name="limit">The most entries to return.</param>
    Task<IReadOnlyList<LedgerEntry>> ListEntries(WalletId wallet, long before, int limit, CancellationToken ct);

    /// <summary>
    /// Finds a record of any wallet of the member: a redemption, a transfer, or the spend code. Other records are found
    /// through their wallet.
    /// </summary>
    /// <returns>Null if there is none.</returns>
    Task<WalletRecord?> FindRecord(string memberId, RecordKey key, CancellationToken ct);

    /// <summary>
    /// Applies scheduled changes to a wallet: expiry, hold release, reminders, tier review, gifts. Commits what
    /// <paramref name="decide"/> returns in one atomic write, with or without entries (decision 15).
    /// </summary>
    /// <param name="decide">
    /// A pure function, called again after a conflict. Returns null if nothing is left to do; the wallet shows what was
    /// done before.
    /// </param>
    /// <returns>Whether anything was written.</returns>
    /// <exception cref="StoreBusyException">Too many conflicts, or throttled. Nothing was written.</exception>
    /// <exception cref="StoreUnavailableException">The store did not answer. Repeating the call is safe.</exception>
    Task<bool> CommitMaintenance(WalletId wallet, Func<Wallet, Decision.Accepted?> decide, CancellationToken ct);

    /// <summary>Counts the wallets that are due for a kind of maintenance.</summary>
    Task<long> CountDue(MaintenanceKind kind, DateTimeOffset now, CancellationToken ct);
}
