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
        Wallet wallet, Records records, string redemptionId, Actor by, bool mayMember, ProgrammeRevision terms, DateTimeOffset now,
        Func<Posting, Redemption, Hold.ForReward, Decision> then)
    {
        var key = new RecordKey.Redemption(redemptionId);
        if (!records.Has(key)) return new Decision.Needs([key]);
        if (records.Find<Redemption>(key) is not { } redemption || redemption.ProgrammeId != wallet.Id.ProgrammeId) return new Refusal.NotFound("redemption");
        if (!by.SpeaksFor(redemption.HonouredBy) && !(mayMember && by is Actor.Member)) return new Refusal.NotForCaller();
        if (redemption.HoldUntil is null) return new Refusal.AlreadySettled("it was never held, but taken at once");
        if (redemption.StatusAt(now) == RedemptionStatus.Expired) return new Refusal.HoldExpired(redemption.HoldUntil.Value);
        if (redemption.Status != RedemptionStatus.Held) return new Refusal.AlreadySettled(redemption.Status == RedemptionStatus.Cancelled ? "the hold was cancelled" : "the hold was confirmed");
        var posting = wallet.Post(terms, now);
        // Gone though not over by this clock: an instance whose clock is ahead has ended it.
        return posting.Wallet.Holds.OfType<Hold.ForReward>().FirstOrDefault(hold => hold.HoldId == redemptionId) is { } hold
            ? then(posting, redemption, hold)
            : new Refusal.HoldExpired(redemption.HoldUntil.Value);
    }
}
