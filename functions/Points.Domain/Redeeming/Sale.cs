using Points.Domain.Deciding;
using Points.Domain.Programmes;
using Points.Domain.Programmes.Rules;
using Points.Domain.Wallets;

namespace Points.Domain.Redeeming;

/// <summary>For whom a reward is, when it is to be had, and how many of it.</summary>
internal static class Sale
{
    /// <summary>What stands against this member's having so many pieces now; null if nothing does.</summary>
    public static Refusal? RefusalOf(
        Reward reward,
        int quantity,
        Wallet wallet,
        in Circumstances member,
        ProgrammeRevision terms,
        DateTimeOffset now
    )
    {
        if (!reward.Eligible.HoldsFor(member))
            return new Refusal.NotEligible("this reward is not for this member, or not now");
        if (StartFor(reward, member) is { } start && now < start)
            return new Refusal.NotEligible(
                $"this reward is on sale from {TimeZoneInfo.ConvertTime(start, terms.TimeZone):yyyy-MM-dd HH:mm zzz}"
            );
        if (reward.Limit is not { } limit)
            return null;
        var used = wallet.Counters.Used(
            ProgrammeRevision.RewardCounter(reward.RewardId),
            limit.Per.PeriodOf(terms.BusinessDate(now))
        );
        return used + quantity > limit.PerMember
            ? new Refusal.LimitReached($"{limit.PerMember} of this reward a member {limit.Per.Words()}")
            : null;
    }

    private static DateTimeOffset? StartFor(Reward reward, in Circumstances member) =>
        reward.HeadStart is { } early && early.When.HoldsFor(member)
            ? reward.OnSaleFrom?.AddHours(-early.Hours)
            : reward.OnSaleFrom;
}
