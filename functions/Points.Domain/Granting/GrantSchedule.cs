using Points.Domain.Ledger;
using Points.Domain.Programmes;
using Points.Domain.Programmes.Rules;

namespace Points.Domain.Granting;

/// <summary>
/// Calculates when a member will qualify for a grant, if nothing else changes. A change of the member or of the wallet
/// calculates it again.
/// </summary>
public static class GrantSchedule
{
    /// <summary>
    /// More rounds than a window, yearly days, ages, own days and limits need to agree on a day. After that, the job
    /// checks on the day found so far.
    /// </summary>
    private const int RoundsMax = 40;

    /// <summary>The start of the first day, today included, on which the member can get a grant.</summary>
    /// <returns>Null if the member can get none.</returns>
    public static DateTimeOffset? NextAt(Wallet wallet, ProgrammeTerms terms, DateTimeOffset now)
    {
        DateOnly? next = null;
        foreach (var grant in terms.Grants)
            if (FindFirstDay(grant, wallet, terms, now) is { } day && !(next < day))
                next = day;
        return next is { } first ? terms.StartOfDay(first) : null;
    }

    /// <summary>Whether the member can get the grant now.</summary>
    public static bool IsDue(Grant grant, Wallet wallet, ProgrammeTerms terms, DateTimeOffset now) =>
        FindFirstDay(grant, wallet, terms, now) == terms.BusinessDateOf(now);

    private static DateOnly? FindFirstDay(Grant grant, Wallet wallet, ProgrammeTerms terms, DateTimeOffset now)
    {
        if (wallet.Facts.FindRefusal() is not null)
            return null;
        DateOnly? found = terms.BusinessDateOf(now);
        for (var round = 0; round < RoundsMax && found is { } day; round++)
            if ((found = FindNotBefore(day, grant, wallet, terms)) == day)
                break;
        return found is not null && HoldsWhateverTheDay(grant.When, wallet, terms, now) ? found : null;
    }

    /// <summary>Whether the parts of a condition hold that no passing of time changes.</summary>
    private static bool HoldsWhateverTheDay(Condition when, Wallet wallet, ProgrammeTerms terms, DateTimeOffset now) =>
        (when with { Window = DateWindow.Always, OwnDay = null, AgeAtLeast = null, AgeBelow = null }).HoldsFor(
            wallet.BuildRuleContext(terms, now, now)
        );

    /// <summary>
    /// The latest of the days from which each part of the grant allows it. The parts may not agree on it yet.
    /// </summary>
    /// <returns>The day itself if all parts allow it; null if one of them never will.</returns>
    private static DateOnly? FindNotBefore(DateOnly day, Grant grant, Wallet wallet, ProgrammeTerms terms)
    {
        DateOnly? found = day;
        foreach (
            var part in (DateOnly?[])
                [
                    FindInWindow(day, grant.When.Window),
                    FindOwnDay(day, grant.When.OwnDay, wallet, terms),
                    FindAtAge(day, grant.When, wallet.Facts),
                    FindWithinLimits(day, grant, wallet, terms),
                    FindAfterPostponement(day, grant, wallet, terms),
                ]
        )
            found = part is null || found is null ? null : (part > found ? part : found);
        return found;
    }

    private static DateOnly? FindInWindow(DateOnly day, DateWindow window)
    {
        DateOnly? first = window.From > day ? window.From : day;
        if (!window.Yearly.IsEmpty)
            first = window.Yearly.Select(yearly => yearly.FirstOnOrAfter(first.Value)).Min();
        return first > window.To ? null : first;
    }

    /// <summary>The first own day that brings benefits: on one day in twelve months (decision 30).</summary>
    private static DateOnly? FindOwnDay(DateOnly day, OwnDay? kind, Wallet wallet, ProgrammeTerms terms)
    {
        if (kind is not { } own)
            return day;
        for (var years = 0; years <= 2; years++)
        {
            var from = day;
            var days = wallet.Facts.SpansFor(own).Select(span => span.FirstOnOrAfter(from, terms.TimeZone));
            if (days.Where(it => it is not null).Min() is not { } first)
                return null;
            if (wallet.ListOwnDays(first, terms, OwnDayBenefit.Gifts).Contains(own))
                return first;
            day = first.PlusDays(1);
        }
        return day;
    }

    private static DateOnly? FindAtAge(DateOnly day, Condition when, MemberFacts facts)
    {
        if (when.AgeAtLeast is null && when.AgeBelow is null)
            return day;
        if (facts.BirthDate is not { } born)
            return null;
        DateOnly? first = when.AgeAtLeast is { } least && born.PlusYears(least) > day ? born.PlusYears(least) : day;
        return when.AgeBelow is { } below && first >= born.PlusYears(below) ? null : first;
    }

    private static DateOnly? FindWithinLimits(DateOnly day, Grant grant, Wallet wallet, ProgrammeTerms terms)
    {
        DateOnly? first = day;
        foreach (var (counterId, times, per) in grant.ListLimits(terms))
            if (wallet.Counters.Used(counterId, per.PeriodKey(day)) >= times)
                first = per.FirstDayAfter(day) is { } next && first is { } other ? (next > other ? next : other) : null;
        return first;
    }

    private static DateOnly? FindAfterPostponement(DateOnly day, Grant grant, Wallet wallet, ProgrammeTerms terms)
    {
        foreach (var postponed in wallet.PostponedGrants)
            if (postponed.GrantId == grant.GrantId && postponed.Revision == terms.Number)
                return postponed.Until > day ? postponed.Until
                    : postponed.Until is null ? null
                    : day;
        return day;
    }
}
