using System.Collections.Immutable;
using Points.Domain.Programmes.Rules;

namespace Points.Domain.Ledger;

/// <summary>
/// What decides points in a wallet and does not follow from the points that moved: the counters of limits, the tiers
/// with their spending, the birthdays that were used, and the pieces that were held and not taken. The hash of the
/// newest entry covers its digest (decision 59).
/// </summary>
public static class WalletState
{
    public static string DigestOf(Wallet wallet)
    {
        var digest = new Digest();
        AddCounters(digest, wallet.Counters.All);
        AddTiers(digest, wallet.TierStanding);
        digest.Add(wallet.OwnDayUses.All.Length);
        foreach (var use in wallet.OwnDayUses.All)
            digest.Add((long)use.Kind).Add(use.On).Add(use.For is { } benefit ? (long)benefit : -1);
        digest.Add(wallet.ReleasedHolds.Length);
        foreach (var hold in wallet.ReleasedHolds)
            digest.Add(hold.RewardId).Add(hold.Quantity).Add(hold.CountsUntil);
        return digest.ToString();
    }

    internal static void AddCounters(Digest digest, ImmutableArray<LimitCounter> counters)
    {
        digest.Add(counters.Length);
        foreach (var counter in counters)
            digest.Add(counter.Limit).Add(counter.Period).Add(counter.Used);
    }

    private static void AddTiers(Digest digest, TierStanding standing)
    {
        digest.Add(standing.Tiers.Length);
        foreach (var tier in standing.Tiers)
        {
            digest.Add(tier.Tier).Add(tier.Since).Add(tier.ReachedBy is null ? 0 : 1);
            if (tier.ReachedBy is { } by)
                digest.Add(by.BookedAfter).Add(by.WindowStart).Add(by.Spend.Value).Add(by.Visits);
        }
        digest.Add(standing.Days.Length);
        foreach (var day in standing.Days)
            digest.Add(day.On).Add(day.Spend.Value).Add(day.Visits);
    }
}
