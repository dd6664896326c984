using Points.Domain.Actors;
using Points.Domain.Ledger;

namespace Points.Domain.Approving;

/// <summary>
/// Decides whether one person of the staff may book something alone. Otherwise one person could give points to a
/// friend, at a merchant's expense, at once or in small steps.
/// </summary>
public sealed class StaffAllowance(IStaffSums sums, StaffLimits limits)
{
    /// <summary>
    /// Counts a decision that is about to be committed. If the commit fails, it stays counted: then a second person is
    /// asked earlier, never later.
    /// </summary>
    /// <returns>Null if the request may be booked.</returns>
    /// <exception cref="StoreBusyException">Others changed the same sum at every attempt.</exception>
    public async Task<Refusal.ApprovalNeeded?> Take(Request request, Decision.Accepted decision, CancellationToken ct)
    {
        if (request is not { IsApproved: false, By: { } by } || !by.Role.IsStaff())
            return null;
        var (pending, item, limit) = (decision.PendingChange, Measure(decision), limits.ItemOf(by.Role));
        if (!item.IsWithin(limit))
            return new($"it is more than {limit.Points} points or {limit.Amount}");
        var (person, member, day) = (by.Subject, pending.Wallet.LedgerKey.Value, pending.Today);
        if (!await sums.TryAdd(person, member, day, item, limit.Times(StaffLimits.MemberDayTimes), ct))
            return new(
                $"it would be more than {StaffLimits.MemberDayTimes} times {limit.Points} points or {limit.Amount} by "
                    + "one person for one member on one day"
            );
        if (!await sums.TryAdd(person, member: null, day, item, limit.Times(StaffLimits.DayTimes), ct))
            return new(
                $"it would be more than {StaffLimits.DayTimes} times {limit.Points} points or {limit.Amount} by one "
                    + "person on one day"
            );
        return null;
    }

    private static StaffSum Measure(Decision.Accepted decision)
    {
        var entry = decision.PendingChange.RequestEntry;
        var taken = entry.Points < Points.Zero ? -entry.Points : Points.Zero;
        var order = decision
            .NewRecords.Concat(decision.ChangedRecords)
            .OfType<Order>()
            .FirstOrDefault(it => it.EntryId == entry.EntryId);
        return new(decision.Issued > taken ? decision.Issued : taken, order?.Total ?? Fen.Zero);
    }
}
