using Points.Domain.Ledger;

namespace Points.Domain.Enrolling;

/// <summary>
/// Leads from telephone numbers, e-mail addresses and external ids to members. The profile is the master: what is found
/// here may be out of date.
/// </summary>
public interface IMemberLookups
{
    Task<FoundLookup> Find(LookupValue value, CancellationToken ct);

    /// <summary>
    /// Makes a member be found by a value, before the profile has it. A verified value is reserved for the member until
    /// the profile says the same, but for five minutes at most.
    /// </summary>
    /// <returns>False if the value is verified for another member, or may be within five minutes.</returns>
    /// <exception cref="StoreBusyException">Too much contention or throttling.</exception>
    /// <exception cref="StoreUnavailableException">The store did not respond; repeating the call is safe.</exception>
    Task<bool> TryAdd(LookupValue value, LedgerKey member, bool isVerified, CancellationToken ct);

    /// <summary>
    /// Makes a member be found by a value no longer, after the profile has lost it. A value that was added within five
    /// minutes stays, because another change of the profile may be about to need it; it does no harm.
    /// </summary>
    /// <inheritdoc cref="TryAdd" path="/exception"/>
    Task Remove(LookupValue value, LedgerKey member, CancellationToken ct);
}

/// <param name="LedgerKeys">The keys of the members' ledgers.</param>
/// <param name="HasMore">Whether more members have the value than are kept here.</param>
public sealed record FoundLookup(IReadOnlyList<string> LedgerKeys, bool HasMore);
