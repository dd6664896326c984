using Points.Domain.Ledger;
using Points.Domain.Programmes;

namespace Points.Domain.Expiring;

/// <summary>
/// Books the expiry that is due, and the release of pending points. Reads and decisions do not depend on it: they
/// compute both from the time. The ledger and the settlement with merchants need the entries.
/// </summary>
public static class ExpiryMaintenance
{
    /// <returns>Null if there is nothing to book.</returns>
    public static Decision.Accepted? Decide(Wallet wallet, ProgrammeTerms terms, DateTimeOffset now) =>
        wallet.BeginChange(terms, now) is { Entries.IsEmpty: false } pending ? new(pending) : null;
}
