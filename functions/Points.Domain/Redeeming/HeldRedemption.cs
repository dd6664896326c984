using Points.Domain.Budgets;
using Points.Domain.Ledger;
using Points.Domain.Programmes;

namespace Points.Domain.Redeeming;

/// <summary>
/// The rules that confirming and cancelling a hold share: a hold ends once, in time, and by an allowed caller.
/// </summary>
internal static class HeldRedemption
{
    /// <param name="isMemberAllowed">Whether the member may end the hold as well as the honouring merchant.</param>
    /// <param name="decide">Decides on the open hold; not called if the hold is refused or has ended.</param>
    public static Decision Decide(
        Wallet wallet,
        LoadedRecords records,
        string redemptionId,
        Actor by,
        bool isMemberAllowed,
        ProgrammeTerms terms,
        DateTimeOffset now,
        Func<PendingChange, Redemption, Hold.ForReward, Decision> decide
    ) =>
        RedemptionLookup.Decide(
            wallet,
            records,
            redemptionId,
            redemption =>
            {
                if (!by.CanActFor(redemption.HonouredBy) && !(isMemberAllowed && by is Actor.Member))
                    return new Refusal.NotForCaller();
                if (redemption.HoldUntil is not { } until)
                    return new Refusal.AlreadySettled("the redemption was immediate, not a hold");
                if (redemption.StatusAt(now) == RedemptionStatus.Expired)
                    return new Refusal.HoldExpired(until);
                if (redemption.Status == RedemptionStatus.Cancelled)
                    return new Refusal.AlreadySettled("the hold was cancelled");
                if (redemption.Status != RedemptionStatus.Held)
                    return new Refusal.AlreadySettled("the hold was confirmed");
                var pending = wallet.BeginChange(terms, now);
                // An instance whose clock is ahead may have ended the hold before this clock reaches its end.
                return FindHold(pending.Wallet, redemption) is { } hold
                    ? decide(pending, redemption, hold)
                    : new Refusal.HoldExpired(until);
            }
        );

    public static Hold.ForReward? FindHold(Wallet wallet, Redemption redemption) =>
        wallet.Holds.OfType<Hold.ForReward>().FirstOrDefault(hold => hold.HoldId == redemption.RedemptionId);

    /// <summary>Ends a hold and returns its points, with compensation if the merchant is at fault (law L13).</summary>
    /// <param name="allowance">From the compensation budget.</param>
    /// <param name="entryId">The id of the entry to book.</param>
    /// <returns>
    /// The wallet with the booked entry, the cancelled redemption, and the compensation that is issued.
    /// </returns>
    public static (PendingChange Pending, Redemption Redemption, Points Issued) Release(
        PendingChange pending,
        Redemption redemption,
        Hold.ForReward hold,
        FaultParty fault,
        string? reason,
        Allowance allowance,
        string entryId,
        string? fingerprint,
        Request request
    )
    {
        var owed = fault == FaultParty.Merchant ? redemption.CompensationOn(hold.Points) : Points.Zero;
        var compensation = MerchantCompensation.Decide(pending, redemption, owed, allowance);
        var counted = compensation.CountIn(pending, redemption);
        var uncounted = counted with
        {
            Wallet = counted
                .Wallet.UncountReward(hold.RewardId, hold.Quantity, hold.At, pending.Terms)
                .RememberReleased(fault == FaultParty.Member ? hold : null, pending.Terms, pending.Now),
        };
        var heldLots = Lots.WithLongerValidity(hold.Lots, pending.Terms, hold.At, pending.Now);
        var change = uncounted
            .NextChange.EndHold(hold)
            .Receive(
                [
                    .. LotRestoration.ExtendExpiry(heldLots, fault, pending.Today),
                    .. compensation.CreateLots(redemption.HonouredBy, pending),
                ],
                pending.Today
            );
        var booked = uncounted.Book(
            entryId,
            compensation.ReleaseOf(redemption, pending.Today),
            change,
            [
                new(redemption.RewardId, hold.Points, $"{hold.Points} held points are returned"),
                .. compensation.Explain(redemption, hold.Points),
                .. change.Deductions,
            ],
            fingerprint,
            compensation.Leases,
            request
        );
        var cancelled = compensation.EventOf(RedemptionStatus.Cancelled, pending.Now, entryId, hold.Points, reason);
        return (
            booked,
            compensation.ApplyTo(redemption).ChangeStatus(cancelled.Status, cancelled),
            compensation.Points
        );
    }
}
