using Points.Domain.Programmes;
using Points.Domain.Programmes.Rules;

namespace Points.Domain.Ledger;

/// <summary>Counts what a member takes towards the limits of the terms.</summary>
public static class WalletLimits
{
    /// <summary>Counts pieces of a reward towards its limit, if it has one.</summary>
    internal static Wallet CountReward(
        this Wallet wallet,
        Reward reward,
        int quantity,
        ProgrammeTerms terms,
        DateTimeOffset now
    ) =>
        reward.Limit is not { } limit
            ? wallet
            : wallet with
            {
                Counters = wallet
                    .Counters.KeepLimits(terms.IsLimitCounter)
                    .Add(
                        ProgrammeTerms.RewardCounterId(reward.RewardId),
                        limit.Per.PeriodKey(terms.BusinessDateOf(now)),
                        quantity
                    ),
            };

    /// <summary>Subtracts returned pieces from the limit that they counted towards.</summary>
    /// <param name="at">When the pieces were counted.</param>
    internal static Wallet UncountReward(
        this Wallet wallet,
        string rewardId,
        int quantity,
        DateTimeOffset at,
        ProgrammeTerms terms
    ) =>
        terms.FindReward(rewardId)?.Limit is not { } limit
            ? wallet
            : wallet with
            {
                Counters = wallet.Counters.Subtract(
                    ProgrammeTerms.RewardCounterId(rewardId),
                    limit.Per.PeriodKey(terms.BusinessDateOf(at)),
                    quantity
                ),
            };

    /// <summary>Counts a redemption for which the member gets compensation on a day.</summary>
    internal static Wallet CountCompensation(this Wallet wallet, ProgrammeTerms terms, DateOnly today) =>
        terms.Compensation is not { PerMember: var limit }
            ? wallet
            : wallet with
            {
                Counters = wallet
                    .Counters.KeepLimits(terms.IsLimitCounter)
                    .Add(CompensationTerms.CounterId, limit.Per.PeriodKey(today), 1),
            };
}
