using Points.Domain.Ledger;
using Points.Domain.Programmes;

namespace Points.Domain.Redeeming;

/// <summary>A hold that somebody wants to confirm or cancel: each ends once, in time, and by who may.</summary>
internal static class HeldRedemption
{
    /// <param name="isMemberAllowed">Whether the member may do it, for their own.</param>
    /// <param name="decide">What to do with a hold that stands.</param>
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
                    return new Refusal.AlreadySettled("it was never held, but taken at once");
                if (redemption.StatusAt(now) == RedemptionStatus.Expired)
                    return new Refusal.HoldExpired(until);
                if (redemption.Status == RedemptionStatus.Cancelled)
                    return new Refusal.AlreadySettled("the hold was cancelled");
                if (redemption.Status != RedemptionStatus.Held)
                    return new Refusal.AlreadySettled("the hold was confirmed");
                var pending = wallet.BeginChange(terms, now);
                // Gone though not over by this clock: an instance whose clock is ahead has ended it.
                return FindHold(pending.Wallet, redemption) is { } hold
                    ? decide(pending, redemption, hold)
                    : new Refusal.HoldExpired(until);
            }
        );

    public static Hold.ForReward? FindHold(Wallet wallet, Redemption redemption) =>
        wallet.Holds.OfType<Hold.ForReward>().FirstOrDefault(hold => hold.HoldId == redemption.RedemptionId);

    /// <summary>Gives back what was held.</summary>
    /// <returns>Where that left the wallet, and the redemption.</returns>
    public static (PendingChange Posting, Redemption Redemption) Release(
        PendingChange pending,
        Redemption redemption,
        Hold.ForReward hold,
        FaultParty fault,
        string? reason,
        string entryId,
        string? fingerprint
    )
    {
        var uncounted = pending with
        {
            Wallet = pending.Wallet.UncountReward(hold.RewardId, hold.Quantity, hold.At, pending.Terms),
        };
        var compensation = fault == FaultParty.Merchant ? redemption.CompensationOn(hold.Points) : Points.Zero;
        var back = Lots.WithLongerValidity(hold.Lots, pending.Terms, hold.At, pending.Now);
        var change = uncounted
            .NextChange.EndHold(hold)
            .Receive(
                [
                    .. LotRestoration.ExtendExpiry(back, fault, pending.Today),
                    .. LotRestoration.CompensationLots(compensation, redemption.HonouredBy, pending),
                ],
                pending.Today
            );
        var posting = uncounted.Book(
            entryId,
            new EntryKind.Release(redemption.RedemptionId, ReleaseReason.Cancelled, pending.Today, compensation),
            change,
            [
                new(redemption.RewardId, hold.Points, $"{hold.Points} points held come back"),
                .. LotRestoration.ExplainCompensation(compensation, redemption, hold.Points),
                .. change.Deductions,
            ],
            fingerprint
        );
        var cancelled = new RedemptionEvent(
            RedemptionStatus.Cancelled,
            pending.Now,
            entryId,
            hold.Points + compensation,
            reason
        );
        return (posting, redemption.ChangeStatus(RedemptionStatus.Cancelled, cancelled));
    }
}
