using Points.Domain.Ledger;

namespace Points.Domain.Enrolling;

/// <summary>Stores members' profiles, and the registered families that profiles name.</summary>
public interface IMemberStore
{
    Task<Member?> Find(string memberId, CancellationToken ct);

    /// <summary>
    /// Changes a profile in one atomic write with the copies of its facts in the member's wallets, and opens the
    /// wallets that the change names. After a conflict, <paramref name="update"/> is called again with the newer
    /// profile.
    /// </summary>
    /// <param name="update">
    /// Returns the new profile, or null to change nothing. Gets null if there is no such member.
    /// </param>
    /// <returns>The new profile; null if <paramref name="update"/> returned null.</returns>
    /// <exception cref="StoreBusyException">Too much contention or throttling; nothing was written.</exception>
    /// <exception cref="StoreUnavailableException">The store did not respond; repeating the change is safe.</exception>
    Task<Member?> Update(string memberId, Func<Member?, ProfileChange?> update, CancellationToken ct);

    /// <returns>Null if there is no such family.</returns>
    Task<StoredFamily?> FindFamily(string familyId, CancellationToken ct);

    /// <param name="replacedVersion">The version to replace; null to create the family.</param>
    /// <returns>False if another request has changed the family meanwhile.</returns>
    Task<bool> PutFamily(RegisteredFamily family, string? replacedVersion, CancellationToken ct);
}
