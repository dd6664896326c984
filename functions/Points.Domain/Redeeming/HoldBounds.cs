using Points.Domain.Ledger;
using Points.Domain.Programmes;

namespace Points.Domain.Redeeming;

/// <summary>Checks how long and how many pieces a member may hold (decision 31).</summary>
internal static class HoldBounds
{
    /// <summary>Why the member cannot hold so many pieces for so long; null if they can, or hold none.</summary>
    public static Refusal? FindRefusal(Redeem command, Reward reward, Wallet wallet, DateTimeOffset now)
    {
        if (command.HoldEndsAt(reward, now) is not { } end)
            return null;
        if (end <= now || end > now.Plus(Redeem.HoldDurationMax))
            return new Refusal.Invalid(
                "holdUntil",
                $"must be within {Redeem.HoldDurationMax.TotalDays:0} days from now"
            );
        var (hours, pieces) = (reward.EffectiveHold.HoursMax, reward.EffectiveHold.PiecesMax);
        if (end > now.Plus(TimeSpan.FromHours(hours ?? HoldTerms.HoursMaxMax)))
            return new Refusal.LimitReached($"this reward can be held for at most {hours} hours");
        if (CountHeld(reward.RewardId, wallet, now) + command.Quantity > pieces)
            return new Refusal.LimitReached(
                $"a member can hold at most {pieces} of this reward at once;"
                    + $" pieces of limited stock that were held and not taken count"
                    + $" {HoldTerms.CountedTimesAfterwards} times longer than they were held"
            );
        return null;
    }

    private static long CountHeld(string rewardId, Wallet wallet, DateTimeOffset now) =>
        wallet.Holds.OfType<Hold.ForReward>().Where(it => it.RewardId == rewardId).Sum(it => (long)it.Quantity)
        + wallet
            .ReleasedHolds.Where(it => it.RewardId == rewardId && it.CountsUntil > now)
            .Sum(it => (long)it.Quantity);
}
