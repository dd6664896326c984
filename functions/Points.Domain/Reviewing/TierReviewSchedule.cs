using Points.Domain.Ledger;
using Points.Domain.Programmes;

namespace Points.Domain.Reviewing;

/// <summary>
/// When a tier is reviewed: on the day from which the window no longer shows what it asks for, and not within a month of the
/// step before. Who goes down goes one step at a time.
/// </summary>
public static class TierReviewSchedule
{
    /// <summary>A tier lasts so long at least.</summary>
    public const int TierMonthsMin = 1;

    /// <summary>
    /// The first day that the member's tier would not outlast without further spending; null where there is none. So nobody is
    /// looked at whose tier is safe.
    /// </summary>
    public static DateTimeOffset? NextAt(Wallet wallet, ProgrammeTerms terms, DateTimeOffset now)
    {
        if (
            terms.Tiers is not { } tiers
            || tiers.FindLevel(wallet.TierStanding.Current) is var level && level == tiers.Default
        )
            return null;
        var (tomorrow, since) = (
            terms.BusinessDateOf(now).AddDays(1),
            terms.BusinessDateOf(wallet.TierStanding.Tiers[^1].Since).AddMonths(TierMonthsMin)
        );
        var day = since > tomorrow ? since : tomorrow;
        var (spend, visits) = wallet.TierStanding.SpendSince(tiers.WindowStart(day));
        foreach (var spent in wallet.TierStanding.Days)
        {
            if (tiers.IsAbove(level, tiers.FindQualifyingLevel(spend, visits)))
                break;
            if (spent.On < tiers.WindowStart(day))
                continue;
            // Nothing changes before what was spent first leaves the window.
            day = tiers.LeavesWindowOn(spent.On);
            (spend, visits) = (spend - spent.Spend, visits - spent.Visits);
        }
        return tiers.IsAbove(level, tiers.FindQualifyingLevel(spend, visits)) ? terms.StartOfDay(day) : null;
    }
}
