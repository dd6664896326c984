using Points.Domain.Actors;
using Points.Domain.Ledger;

namespace Points.Domain.Erasing;

/// <summary>
/// Stores erasures that are under way, and moves what outlives a member to where the key of the ledger names it. Every
/// step can be repeated, and does nothing where it was done.
/// </summary>
public interface IErasures
{
    /// <summary>
    /// Begins to erase a member, in one atomic write: from then on, every read and write treats them as unknown.
    /// </summary>
    /// <returns>The erasure, also if it was under way; null if there is no such member.</returns>
    /// <exception cref="StoreBusyException">Too much contention or throttling; nothing was written.</exception>
    /// <exception cref="StoreUnavailableException">The store did not respond; repeating the call is safe.</exception>
    Task<Erasure?> Begin(string memberId, Requester by, DateTimeOffset now, CancellationToken ct);

    /// <returns>The erasure of the member with this key, if it is under way; otherwise null.</returns>
    Task<Erasure?> Find(string ledgerKey, CancellationToken ct);

    /// <summary>Lists erasures that are under way, newest first.</summary>
    Task<IReadOnlyList<Erasure>> ListUnderWay(int limit, CancellationToken ct);

    /// <summary>What is left of the member. Their wallets are read through a store that shows them.</summary>
    /// <returns>Null if nothing is left.</returns>
    Task<Member?> FindMember(Erasure erasure, CancellationToken ct);

    /// <summary>
    /// Copies the ledgers to the partition that the key names, with unchanged hashes, removes what leads from elsewhere
    /// to the member, and strips the profile. The change feed then still has to pass the last entries.
    /// </summary>
    Task MoveLedgers(Erasure erasure, Member member, CancellationToken ct);

    /// <summary>Records that the reader of the change feed has passed the last entries of the member.</summary>
    Task RecordRelayed(string ledgerKey, CancellationToken ct);

    /// <summary>Deletes all that is left under the member's id, and the erasure.</summary>
    /// <param name="member">Null if nothing is left but the way to the member.</param>
    Task Finish(Erasure erasure, Member? member, CancellationToken ct);
}
