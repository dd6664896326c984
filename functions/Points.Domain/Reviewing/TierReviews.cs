using Points.Domain.Programmes;
using Points.Domain.Wallets;

namespace Points.Domain.Reviewing;

/// <summary>
/// When a tier is reviewed: on the day from which the window no longer shows what it asks for, and not within a month of the
/// step before. Who goes down goes one step at a time.
/// </summary>
public static class TierReviews
{
    /// <summary>A tier lasts so long at least.</summary>
    public const int MonthsMin = 1;

    /// <summary>
    /// The first day that the member's tier would not outlast without further spending; null where there is none. So nobody is
    /// looked at whose tier is safe.
    /// </summary>
    public static DateTimeOffset? NextAt(Wallet wallet, ProgrammeRevision terms, DateTimeOffset now)
    {
        if (terms.Tiers is not { } tiers || tiers.Level(wallet.Standing.Current) is var level && level == tiers.Default)
            return null;
        var (tomorrow, since) = (
            terms.BusinessDate(now).AddDays(1),
            terms.BusinessDate(wallet.Standing.Tiers[^1].Since).AddMonths(MonthsMin)
        );
        var day = since > tomorrow ? since : tomorrow;
        var (spend, visits) = wallet.Standing.From(tiers.WindowFirst(day));
        foreach (var spent in wallet.Standing.Days)
        {
            if (tiers.IsAbove(level, tiers.Qualified(spend, visits)))
                break;
            if (spent.On < tiers.WindowFirst(day))
                continue;
            // Nothing changes before what was spent first leaves the window.
            day = tiers.LeavesOn(spent.On);
            (spend, visits) = (spend - spent.Spend, visits - spent.Visits);
        }
        return tiers.IsAbove(level, tiers.Qualified(spend, visits)) ? terms.BeginningOf(day) : null;
    }
}
