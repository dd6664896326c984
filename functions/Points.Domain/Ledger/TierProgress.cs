using Points.Domain.Programmes.Rules;

namespace Points.Domain.Ledger;

/// <summary>What a member still needs for the next tier, by the counters that tiers follow from.</summary>
/// <param name="Next">The level above the member's.</param>
/// <param name="Missing">The spending that is missing; zero if there is enough.</param>
/// <param name="MissingVisits">The purchases that are missing; zero if there are enough.</param>
/// <param name="By">
/// The last day on which this is enough. On the day after, the oldest spending leaves the qualifying window. Null if
/// nothing counts yet.
/// </param>
public sealed record TierProgress(TierLevel Next, Fen Missing, int MissingVisits, DateOnly? By)
{
    /// <returns>Null if the member has the highest tier.</returns>
    public static TierProgress? Of(TierStanding standing, Tiers tiers, DateOnly today)
    {
        var at = tiers.Levels.IndexOf(tiers.FindLevel(standing.Current));
        if (at == tiers.Levels.Length - 1)
            return null;
        var (next, start) = (tiers.Levels[at + 1], tiers.WindowStart(today));
        var (spend, visits) = standing.SpendSince(start);
        var oldest = standing.Days.FirstOrDefault(day => day.On >= start);
        return new(
            next,
            spend < next.Spend ? next.Spend - spend : Fen.Zero,
            Math.Max(0, next.Visits - visits),
            oldest is null ? null : tiers.LeavesWindowOn(oldest.On).PlusDays(-1)
        );
    }
}
