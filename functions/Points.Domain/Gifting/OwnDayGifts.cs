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
                if (yearly.FirstFrom(from) is var day && !(next < day)) next = day;
        return next is { } first ? terms.BeginningOf(first) : null;
    }
}
