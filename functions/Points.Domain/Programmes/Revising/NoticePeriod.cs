namespace Points.Domain.Programmes.Revising;

/// <summary>How long members know of a change that hurts them before it counts (law L2).</summary>
public static class NoticePeriod
{
    public static readonly TimeSpan Length = TimeSpan.FromDays(30);

    /// <summary>The first day that begins when the last member has had notice long enough.</summary>
    public static DateOnly EarliestOn(ProgrammeRevision terms, DateTimeOffset lastNotifiedAt) =>
        terms.FirstDayAfter(lastNotifiedAt + Length);

    /// <summary>The day from which a revision counts: the announced one, or a later one where that would be too early. Never one that has begun.</summary>
    public static DateOnly DayOf(
        ProgrammeRevision terms,
        DateOnly announcedFor,
        DateTimeOffset lastNotifiedAt,
        DateTimeOffset now
    )
    {
        DateOnly[] days =
        [
            announcedFor,
            EarliestOn(terms, lastNotifiedAt),
            terms.FirstDayAfter(now + ProgrammeRevision.KnownAhead),
        ];
        return days.Max();
    }
}
