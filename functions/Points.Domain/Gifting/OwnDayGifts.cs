using Points.Domain.Notifying;
using Points.Domain.Programmes;
using Points.Domain.Wallets;

namespace Points.Domain.Gifting;

/// <summary>What a programme gives members on days of their own, as birthdays, without being asked.</summary>
public static class OwnDayGifts
{
    /// <summary>The beginning of the first such day from a day on; null where there is none.</summary>
    public static DateTimeOffset? NextAt(MemberFacts facts, ProgrammeRevision terms, DateOnly from)
    {
        DateOnly? next = null;
        foreach (var action in terms.Actions)
        foreach (var yearly in facts.DaysOf(action.On))
            if (yearly.FirstFrom(from) is var day && !(next < day))
                next = day;
        return next is { } first ? terms.BeginningOf(first) : null;
    }

    /// <summary>What there is to give for days from the first to the last of them, oldest first: of several pets each has a day.</summary>
    public static IEnumerable<(PublishedAction Action, DateOnly Day)> Between(
        MemberFacts facts,
        ProgrammeRevision terms,
        DateOnly first,
        DateOnly last
    ) =>
        from action in terms.Actions
        from day in facts.DaysOf(action.On).Select(yearly => yearly.FirstFrom(first)).Distinct().Order()
        where day <= last
        select (action, day);

    /// <param name="points">Zero where nothing is given with it.</param>
    public static Notice Greeting(
        WalletId wallet,
        PublishedAction action,
        DateOnly day,
        Points points,
        ProgrammeRevision terms,
        DateTimeOffset now
    ) =>
        Notice.Of(
            wallet,
            NoticeKind.Gift,
            FormattableString.Invariant($"{action.Action}-{day:O}"),
            NoticeTexts.Gift(terms, action.Name, points),
            terms,
            now
        );
}
