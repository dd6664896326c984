namespace Points.Domain.Programmes;

/// <summary>The time between notifying members of a change that hurts them and its taking effect (law L2).</summary>
public static class NoticePeriod
{
    public static readonly TimeSpan Length = TimeSpan.FromDays(30);

    /// <summary>
    /// The first day of the programme that begins after the notice period of the last member has ended.
    /// </summary>
    public static DateOnly EarliestOn(ProgrammeTerms terms, DateTimeOffset lastNotifiedAt) =>
        terms.FirstDayStartingFrom(lastNotifiedAt + Length);

    /// <summary>
    /// The day on which a revision takes effect: the announced day, or a later one if that would be too early. Never a
    /// day that has already begun.
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
            terms.FirstDayStartingFrom(now + ProgrammeTerms.PropagationTime),
        ];
        return days.Max();
    }
}
