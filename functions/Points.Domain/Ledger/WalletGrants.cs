using Points.Domain.Programmes;
using Points.Domain.Programmes.Rules;

namespace Points.Domain.Ledger;

/// <summary>Counts what grants have given a member.</summary>
public static class WalletGrants
{
    /// <summary>How many times a grant has counted in the period that contains a day.</summary>
    public static long CountGranted(this Wallet wallet, Grant grant, DateOnly day) =>
        wallet.Counters.Used(grant.CounterId, grant.Limit.Per.PeriodKey(day));

    /// <summary>
    /// How many times the member can still get a grant on a day: within its limit, and within that of its reward.
    /// </summary>
    public static long CountGrantsLeft(this Wallet wallet, Grant grant, ProgrammeTerms terms, DateOnly day) =>
        grant
            .ListLimits(terms)
            .Min(limit => Math.Max(0, limit.Times - wallet.Counters.Used(limit.CounterId, limit.Per.PeriodKey(day))));

    /// <summary>The limits of a grant: its own, and that of its reward, if it has one.</summary>
    public static IEnumerable<(string CounterId, int Times, LimitPeriod Per)> ListLimits(
        this Grant grant,
        ProgrammeTerms terms
    )
    {
        yield return (grant.CounterId, grant.Limit.Times, grant.Limit.Per);
        if (grant.RewardId is { } rewardId && terms.FindReward(rewardId)?.Limit is { } limit)
            yield return (ProgrammeTerms.RewardCounterId(rewardId), limit.PerMember, limit.Per);
    }

    /// <summary>
    /// The grant whose place a member takes who claims a reward for no points: the first that is left, or else the
    /// first; null if no grant gives the reward.
    /// </summary>
    public static Grant? FindClaimedGrant(this Wallet wallet, Reward reward, ProgrammeTerms terms, DateOnly day)
    {
        var giving = terms.Grants.Where(grant => grant.RewardId == reward.RewardId).ToArray();
        return giving.FirstOrDefault(grant => wallet.CountGranted(grant, day) < grant.Limit.Times)
            ?? giving.FirstOrDefault();
    }

    /// <summary>Counts a grant towards its own limit.</summary>
    internal static Wallet CountGrant(this Wallet wallet, Grant grant, ProgrammeTerms terms, DateOnly day) =>
        wallet with
        {
            Counters = wallet
                .Counters.KeepLimits(terms.IsLimitCounter)
                .Add(grant.CounterId, grant.Limit.Per.PeriodKey(day), 1),
        };
}
