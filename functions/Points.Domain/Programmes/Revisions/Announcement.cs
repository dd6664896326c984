namespace Points.Domain.Programmes.Revisions;

/// <summary>Something that all members of a programme are told of a revision that hurts (law L2). They are told in the order of the numbers.</summary>
/// <param name="Number">Counts the programme's announcements from 1.</param>
/// <param name="EffectiveOn">The day from which the revision is to count; null where it will not.</param>
public sealed record Announcement(
    int Number,
    AnnouncementKind Kind,
    int Revision,
    DateOnly? EffectiveOn,
    DateTimeOffset At
)
{
    /// <summary>The announcement of the change that this one is about: only who was told of that is told of this. Zero for the change itself.</summary>
    public int ChangeNumber { get; init; }

    /// <summary>Kept as long as somebody is to be told; afterwards each member's notice has it.</summary>
    public BilingualName? Title { get; init; }

    public BilingualName? Text { get; init; }

    /// <summary>When it was found that everyone has been told, or nobody need be told any more.</summary>
    public DateTimeOffset? CompletedAt { get; init; }

    /// <summary>When the last member was notified; null while that is not known.</summary>
    public DateTimeOffset? LastNotifiedAt { get; init; }

    public bool IsOpen => CompletedAt is null;

    public Announcement Complete(DateTimeOffset? lastNotifiedAt, DateTimeOffset now) =>
        this with
        {
            CompletedAt = now,
            LastNotifiedAt = lastNotifiedAt,
            Title = null,
            Text = null,
        };
}

public enum AnnouncementKind
{
    /// <summary>A revision that hurts, to come.</summary>
    Change,

    /// <summary>It comes later than was announced.</summary>
    Postponed,

    /// <summary>It does not come.</summary>
    Withdrawn,
}
