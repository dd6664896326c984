using Points.Domain.Ledger;

namespace Points.Domain.Enrolling;

/// <summary>Where members' profiles are kept.</summary>
public interface IMemberStore
{
    Task<Member?> Find(string memberId, CancellationToken ct);

    /// <summary>
    /// Asks <paramref name="update"/> for the new profile and commits it together with the copies of its facts in each
    /// of the member's wallets, and with those that open. It is asked again after a conflict; null leaves all as it is.
    /// </summary>
    /// <returns>The profile as it is now; null if <paramref name="update"/> gave none.</returns>
    /// <exception cref="StoreBusyException">Too much contention or throttling; nothing was written.</exception>
    /// <exception cref="StoreUnavailableException">No answer came; the same change again is safe.</exception>
    Task<Member?> Update(string memberId, Func<Member?, ProfileChange?> update, CancellationToken ct);
}
