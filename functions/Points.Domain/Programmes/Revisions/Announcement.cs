namespace Points.Domain.Programmes.Revisions;

/// <summary>
/// Something that all members of a programme are notified of about a revision that disadvantages them (law L2). Members
/// are notified of announcements in the order of their numbers.
/// </summary>
/// <param name="Number">Counts the programme's announcements from 1.</param>
/// <param name="EffectiveOn">The day on which the revision is to take effect; null if it will not.</param>
public sealed record Announcement(
    int Number,
    AnnouncementKind Kind,
    int Revision,
    DateOnly? EffectiveOn,
    DateTimeOffset At
)
{
    /// <summary>
    /// The number of the announcement that this one postpones or withdraws; 0 for a change. Only members who were
    /// notified of that announcement are notified of this one.
    /// </summary>
    public int ChangeNumber { get; init; }

    /// <summary>The title of the notices; null when the announcement is complete, because each notice has it.</summary>
    public BilingualName? Title { get; init; }

    /// <summary>The text of the notices; null when the announcement is complete.</summary>
    public BilingualName? Text { get; init; }

    /// <summary>When all members had been notified, or no more members needed to be; null until then.</summary>
    public DateTimeOffset? CompletedAt { get; init; }

    /// <summary>When the last member was notified; null until that is known.</summary>
    public DateTimeOffset? LastNotifiedAt { get; init; }

    /// <summary>
    /// How many members had a notice of it when it was completed; null until then, and if it was completed before this
    /// was kept. Later there may be fewer notices, because those of erased members are gone.
    /// </summary>
    public long? NoticeCount { get; init; }

    public bool IsOpen => CompletedAt is null;

    public Announcement Complete(DateTimeOffset? lastNotifiedAt, long? noticeCount, DateTimeOffset now) =>
        this with
        {
            CompletedAt = now,
            LastNotifiedAt = lastNotifiedAt,
            NoticeCount = noticeCount,
            Title = null,
            Text = null,
        };
}

public enum AnnouncementKind
{
    /// <summary>A revision that disadvantages members will take effect.</summary>
    Change,

    /// <summary>The revision takes effect later than announced.</summary>
    Postponed,

    /// <summary>The revision will not take effect.</summary>
    Withdrawn,
}
