using Points.Domain.Ledger;
using Points.Domain.Programmes;
using Points.Domain.Programmes.Rules;

namespace Points.Domain.Redeeming;

/// <summary>For whom a reward is, when it is to be had, and how many of it.</summary>
internal static class RewardAvailability
{
    /// <summary>What stands against this member's having so many pieces now; null if nothing does.</summary>
    public static Refusal? FindRefusal(
        Reward reward,
        int quantity,
        Wallet wallet,
        in RuleContext member,
        ProgrammeTerms terms,
        DateTimeOffset now
    )
    {
        if (!reward.Eligible.HoldsFor(member))
            return new Refusal.NotEligible("this reward is not for this member, or not now");
        if (SaleStartFor(reward, member) is { } start && now < start)
            return new Refusal.NotEligible(
                $"this reward is on sale from {TimeZoneInfo.ConvertTime(start, terms.TimeZone):yyyy-MM-dd HH:mm zzz}"
            );
        if (reward.Limit is not { } limit)
            return null;
        var used = wallet.Counters.Used(
            ProgrammeTerms.RewardCounterId(reward.RewardId),
            limit.Per.PeriodKey(terms.BusinessDateOf(now))
        );
        return used + quantity > limit.PerMember
            ? new Refusal.LimitReached($"{limit.PerMember} of this reward a member {limit.Per.ToPhrase()}")
            : null;
    }

    private static DateTimeOffset? SaleStartFor(Reward reward, in RuleContext member) =>
        reward.HeadStart is { } early && early.When.HoldsFor(member)
            ? reward.OnSaleFrom?.AddHours(-early.Hours)
            : reward.OnSaleFrom;
}
