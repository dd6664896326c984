using Points.Domain.Deciding;
using Points.Domain.Ledger;
using Points.Domain.Programmes;
using Points.Domain.Wallets;

namespace Points.Domain.Redeeming;

/// <summary>A hold that somebody wants to confirm or cancel: each ends once, in time, and by who may.</summary>
internal static class HeldRedemption
{
    /// <param name="mayMember">Whether the member may do it, for their own.</param>
    /// <param name="then">What to do with a hold that stands.</param>
    public static Decision Decide(
        Wallet wallet,
        Records records,
        string redemptionId,
        Actor by,
        bool mayMember,
        ProgrammeRevision terms,
        DateTimeOffset now,
        Func<Posting, Redemption, Hold.ForReward, Decision> then
    ) =>
        FoundRedemption.Decide(
            wallet,
            records,
            redemptionId,
            redemption =>
            {
                if (!by.SpeaksFor(redemption.HonouredBy) && !(mayMember && by is Actor.Member))
                    return new Refusal.NotForCaller();
                if (redemption.HoldUntil is not { } until)
                    return new Refusal.AlreadySettled("it was never held, but taken at once");
                if (redemption.StatusAt(now) == RedemptionStatus.Expired)
                    return new Refusal.HoldExpired(until);
                if (redemption.Status == RedemptionStatus.Cancelled)
                    return new Refusal.AlreadySettled("the hold was cancelled");
                if (redemption.Status != RedemptionStatus.Held)
                    return new Refusal.AlreadySettled("the hold was confirmed");
                var posting = wallet.Post(terms, now);
                // Gone though not over by this clock: an instance whose clock is ahead has ended it.
                return HoldOf(posting.Wallet, redemption) is { } hold
                    ? then(posting, redemption, hold)
                    : new Refusal.HoldExpired(until);
            }
        );

    public static Hold.ForReward? HoldOf(Wallet wallet, Redemption redemption) =>
        wallet.Holds.OfType<Hold.ForReward>().FirstOrDefault(hold => hold.HoldId == redemption.RedemptionId);

    /// <summary>Gives back what was held.</summary>
    /// <returns>Where that left the wallet, and the redemption.</returns>
    public static (Posting Posting, Redemption Redemption) Release(
        Posting before,
        Redemption redemption,
        Hold.ForReward hold,
        AtFault fault,
        string? reason,
        string entryId,
        string? fingerprint
    )
    {
        var uncounted = before with
        {
            Wallet = before.Wallet.Uncount(hold.RewardId, hold.Quantity, hold.At, before.Terms),
        };
        var compensation = fault == AtFault.Merchant ? redemption.CompensationOn(hold.Points) : Points.Zero;
        var back = Lots.WithLongerValidity(hold.Lots, before.Terms, hold.At, before.Now);
        var movement = uncounted
            .Move.End(hold)
            .Receive(
                [
                    .. ReturnedLots.Usable(back, fault, before.Today),
                    .. ReturnedLots.Compensation(compensation, redemption.HonouredBy, before),
                ],
                before.Today
            );
        var posting = uncounted.Book(
            entryId,
            new Cause.Release(redemption.RedemptionId, ReleaseReason.Cancelled, before.Today, compensation),
            movement,
            [
                new(redemption.RewardId, hold.Points, $"{hold.Points} points held come back"),
                .. ReturnedLots.Words(compensation, redemption, hold.Points),
                .. movement.Deductions,
            ],
            fingerprint
        );
        var cancelled = new RedemptionEvent(
            RedemptionStatus.Cancelled,
            before.Now,
            entryId,
            hold.Points + compensation,
            reason
        );
        return (posting, redemption.Become(RedemptionStatus.Cancelled, cancelled));
    }
}
