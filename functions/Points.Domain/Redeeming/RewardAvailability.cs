using Points.Domain.Ledger;
using Points.Domain.Programmes;
using Points.Domain.Programmes.Disclosing;
using Points.Domain.Programmes.Rules;

namespace Points.Domain.Redeeming;

/// <summary>Checks who may have a reward, from when, and how many in a period.</summary>
internal static class RewardAvailability
{
    private static readonly Refusal.NotEligible NotForMember = new("this reward is not available to this member now");

    /// <summary>
    /// Why this member cannot have so many pieces now; null if they can. Balance and stock are not checked.
    /// </summary>
    /// <param name="toMerchant">Whether a merchant is told, who must not learn the member's age, grade or tier.</param>
    public static Refusal? FindRefusal(
        Reward reward,
        int quantity,
        Wallet wallet,
        in RuleContext member,
        ProgrammeTerms terms,
        DateTimeOffset now,
        bool toMerchant
    )
    {
        if (!reward.Eligible.HoldsFor(member))
            return DescribeEligibility(reward.Eligible, terms, toMerchant);
        if (FindSaleRefusal(reward, member, terms, now) is { } refusal)
            return refusal;
        if (FindGrantRefusal(reward, quantity, wallet, member, terms) is { } granted)
            return granted;
        if (reward.Limit is not { } limit)
            return null;
        var used = wallet.Counters.Used(
            ProgrammeTerms.RewardCounterId(reward.RewardId),
            limit.Per.PeriodKey(terms.BusinessDateOf(now))
        );
        return used + quantity > limit.PerMember
            ? new Refusal.LimitReached(
                $"at most {limit.PerMember} of this reward {limit.Per.ToPhrase()} for each member"
            )
            : null;
    }

    /// <summary>Why a reward is not for this member, or not yet; null if it is.</summary>
    public static Refusal? FindSaleRefusal(
        Reward reward,
        in RuleContext member,
        ProgrammeTerms terms,
        DateTimeOffset now
    )
    {
        if (!reward.Eligible.HoldsFor(member))
            return NotForMember;
        if (SaleStartFor(reward, member) is { } start && now < start)
            return new Refusal.NotEligible(
                $"this reward is on sale from {TimeZoneInfo.ConvertTime(start, terms.TimeZone):yyyy-MM-dd HH:mm zzz}"
            );
        return null;
    }

    /// <summary>Says for whom and when the reward is, as the published terms do.</summary>
    private static Refusal.NotEligible DescribeEligibility(Condition eligible, ProgrammeTerms terms, bool toMerchant)
    {
        var revealsMember = eligible.IsAboutMember || eligible.BalanceAtLeast is not null;
        return (toMerchant && revealsMember ? null : EligibilityText.FindRefusal("this reward", eligible, terms))
            ?? NotForMember;
    }

    /// <summary>
    /// What a grant gives, and members can also claim for no points, counts towards the grant's limit.
    /// </summary>
    private static Refusal.LimitReached? FindGrantRefusal(
        Reward reward,
        int quantity,
        Wallet wallet,
        in RuleContext member,
        ProgrammeTerms terms
    ) =>
        reward.Price.PriceFor(member) is Price.Fixed { Points: var points }
        && points == Points.Zero
        && wallet.FindClaimedGrant(reward, terms, member.Day) is { Limit: var limit } grant
        && wallet.CountGranted(grant, member.Day) + quantity > limit.Times
            ? new($"{grant.GrantId} gives at most {limit.Times} of this reward {limit.Per.ToPhrase()}")
            : null;

    private static DateTimeOffset? SaleStartFor(Reward reward, in RuleContext member) =>
        reward.HeadStart is { } early && early.When.HoldsFor(member)
            ? reward.OnSaleFrom?.Plus(-TimeSpan.FromHours(early.Hours))
            : reward.OnSaleFrom;
}
