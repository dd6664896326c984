namespace Points.Domain.Programmes;

/// <summary>How long members know of a change that hurts them before it counts (law L2).</summary>
public static class NoticePeriod
{
    public static readonly TimeSpan Length = TimeSpan.FromDays(30);

    /// <summary>The first day that begins when the last member has had notice long enough.</summary>
    public static DateOnly EarliestOn(ProgrammeTerms terms, DateTimeOffset lastNotifiedAt) =>
        terms.FirstDayStartingFrom(lastNotifiedAt + Length);

    /// <summary>The day from which a revision counts: the announced one, or a later one where that would be too early. Never one that has begun.</summary>
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
