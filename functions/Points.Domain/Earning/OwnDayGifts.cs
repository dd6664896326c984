using Points.Domain.Ledger;
using Points.Domain.Programmes;
using Points.Domain.Programmes.Disclosing;
using Points.Domain.Programmes.Rules;

namespace Points.Domain.Earning;

/// <summary>What a programme gives members on days of their own, as birthdays, without being asked.</summary>
public static class OwnDayGifts
{
    /// <summary>The beginning of the first such day from a day on; null where there is none.</summary>
    public static DateTimeOffset? NextAt(MemberFacts facts, ProgrammeTerms terms, DateOnly from)
    {
        DateOnly? next = null;
        foreach (var action in terms.Actions)
        foreach (var yearly in facts.YearlyDaysFor(action.OwnDay))
            if (yearly.FirstOnOrAfter(from) is var day && !(next < day))
                next = day;
        return next is { } first ? terms.StartOfDay(first) : null;
    }

    /// <summary>What there is to give for days from the first to the last of them, oldest first: of several pets each has a day.</summary>
    public static IEnumerable<(PublishedAction Action, DateOnly Day)> ListBetween(
        MemberFacts facts,
        ProgrammeTerms terms,
        DateOnly first,
        DateOnly last
    ) =>
        from action in terms.Actions
        from day in facts.YearlyDaysFor(action.OwnDay).Select(yearly => yearly.FirstOnOrAfter(first)).Distinct().Order()
        where day <= last
        select (action, day);

    /// <param name="points">Zero where nothing is given with it.</param>
    public static Notice CreateGreeting(
        WalletId wallet,
        PublishedAction action,
        DateOnly day,
        Points points,
        ProgrammeTerms terms,
        DateTimeOffset now
    ) =>
        Notice.Create(
            wallet,
            NoticeKind.Gift,
            FormattableString.Invariant($"{action.Action}-{day:O}"),
            NoticeTexts.Gift(terms, action.Name, points),
            terms,
            now
        );
}
