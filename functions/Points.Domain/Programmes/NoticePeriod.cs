namespace Points.Domain.Programmes;

/// <summary>
/// The least time from notifying the last member of a change that disadvantages members until it takes effect (law L2).
/// </summary>
public static class NoticePeriod
{
    public static readonly TimeSpan Length = TimeSpan.FromDays(30);

    /// <summary>How far ahead a revision may be announced: further than anybody plans.</summary>
    public const int AnnouncedYearsMax = 100;

    /// <summary>Why a revision cannot be announced for a day; null if it can.</summary>
    public static Refusal? FindRefusal(ProgrammeTerms terms, DateOnly effectiveOn, DateTimeOffset now) =>
        effectiveOn > terms.BusinessDateOf(now).PlusYears(AnnouncedYearsMax)
            ? new Refusal.Invalid(nameof(effectiveOn), $"must be at most {AnnouncedYearsMax} years from now")
            : null;

    /// <summary>
    /// The first day, in the programme's time zone, that begins when the notice period of the last member has ended, or
    /// later.
    /// </summary>
    public static DateOnly EarliestOn(ProgrammeTerms terms, DateTimeOffset lastNotifiedAt) =>
        terms.FirstDayStartingFrom(lastNotifiedAt.Plus(Length));

    /// <summary>
    /// The day on which a revision takes effect: the announced day, or a later one if that would be too early. Never a
    /// day that begins before all instances know the revision (<see cref="ProgrammeTerms.PropagationTime"/>).
    /// </summary>
    public static DateOnly FindEffectiveDay(
        ProgrammeTerms terms,
        DateOnly announcedFor,
        DateTimeOffset lastNotifiedAt,
        DateTimeOffset now
    )
    {
        DateOnly[] days =
        [
            announcedFor,
            EarliestOn(terms, lastNotifiedAt),
            terms.FirstDayStartingFrom(now.Plus(ProgrammeTerms.PropagationTime)),
        ];
        return days.Max();
    }
}
