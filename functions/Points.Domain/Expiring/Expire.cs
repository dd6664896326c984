using Points.Domain.Ledger;
using Points.Domain.Programmes;

namespace Points.Domain.Expiring;

/// <summary>
/// Books what time has done. Nobody waits for it: reads and decisions go by the time. It is what the ledger says, and what
/// merchants settle by.
/// </summary>
public static class Expire
{
    /// <returns>Null where nothing is to be booked.</returns>
    public static Decision.Accepted? Decide(Wallet wallet, ProgrammeTerms terms, DateTimeOffset now) =>
        wallet.BeginChange(terms, now) is { Entries.IsEmpty: false } pending ? new(pending) : null;
}
