using Points.Domain.Ledger;
using Points.Domain.Programmes;

namespace Points.Domain.Reviewing;

/// <summary>
/// When a tier is reviewed: on the first day on which the qualifying window no longer reaches the tier, but at least
/// a month after the last change of tier. Members go down one tier at a time.
/// </summary>
public static class TierReviewSchedule
{
    /// <summary>The shortest time that a member keeps a tier, in months.</summary>
    public const int TierMonthsMin = 1;

    /// <summary>
    /// Finds the start of the first day on which the member would lose the tier without further spending. Members whose
    /// tier is safe are not reviewed.
    /// </summary>
    /// <returns>Null if the member has the lowest tier or the programme has no tiers.</returns>
    public static DateTimeOffset? NextAt(Wallet wallet, ProgrammeTerms terms, DateTimeOffset now)
    {
        if (
            terms.Tiers is not { } tiers
            || tiers.FindLevel(wallet.TierStanding.Current) is var level && level == tiers.Default
        )
            return null;
        var currentTier = wallet.TierStanding.Newest!;
        var (tomorrow, earliest) = (
            terms.BusinessDateOf(now).PlusDays(1),
            terms.BusinessDateOf(currentTier.Since).PlusMonths(TierMonthsMin)
        );
        var day = earliest > tomorrow ? earliest : tomorrow;
        var (spend, visits) = wallet.TierStanding.SpendSince(tiers.WindowStart(day));
        foreach (var spent in wallet.TierStanding.Days)
        {
            if (tiers.IsAbove(level, tiers.FindQualifyingLevel(spend, visits)))
                break;
            if (spent.On < tiers.WindowStart(day))
                continue;
            // The sums change next on the day when the oldest spending leaves the window.
            day = tiers.LeavesWindowOn(spent.On);
            (spend, visits) = (spend - spent.Spend, visits - spent.Visits);
        }
        return tiers.IsAbove(level, tiers.FindQualifyingLevel(spend, visits)) ? terms.StartOfDay(day) : null;
    }
}
