using Points.Domain.Ledger;
using Points.Domain.Programmes;
using Points.Domain.Programmes.Disclosing;
using Points.Domain.Programmes.Rules;

namespace Points.Domain.Earning;

/// <summary>
/// Finds the gifts that a programme gives members on their own days, such as birthdays, without a request.
/// </summary>
public static class OwnDayGifts
{
    /// <summary>Finds the start of the first gift day on or after a day.</summary>
    /// <returns>Null if the programme has no gift for this member.</returns>
    public static DateTimeOffset? NextAt(MemberFacts facts, ProgrammeTerms terms, DateOnly from)
    {
        DateOnly? next = null;
        foreach (var action in terms.Actions)
        foreach (var span in facts.SpansFor(action.OwnDay))
            if (span.FirstOnOrAfter(from, terms.TimeZone) is { } day && !(next < day))
                next = day;
        return next is { } first ? terms.StartOfDay(first) : null;
    }

    /// <summary>
    /// Lists the gifts of an inclusive range of days, for each action oldest first. Each pet has its own day.
    /// </summary>
    public static IEnumerable<(PublishedAction Action, DateOnly Day)> ListBetween(
        MemberFacts facts,
        ProgrammeTerms terms,
        DateOnly first,
        DateOnly last
    ) =>
        from action in terms.Actions
        from day in facts
            .SpansFor(action.OwnDay)
            .Select(span => span.FirstOnOrAfter(first, terms.TimeZone))
            .OfType<DateOnly>()
            .Distinct()
            .Order()
        where day <= last
        select (action, day);

    /// <summary>Creates the notice that comes with a gift.</summary>
    /// <param name="points">Zero for a greeting without points.</param>
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
