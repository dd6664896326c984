using Points.Domain;
using Points.Domain.Programmes.Revisions;

namespace Points.Cosmos.Documents;

/// <summary>An announcement to the members of a programme.</summary>
/// <param name="About">The announcement that this one postpones or withdraws; null if it announces a change.</param>
/// <param name="NoticeCount">How many members had a notice then; null if it was completed before this was kept.</param>
/// <param name="Title">Null, like the text, once all members have been notified.</param>
internal sealed record AnnouncementDocument(
    int Number,
    AnnouncementKind Kind,
    int Revision,
    DateOnly? On,
    DateTimeOffset At,
    int? About,
    BilingualName? Title,
    BilingualName? Text,
    DateTimeOffset? CompletedAt,
    DateTimeOffset? LastNotifiedAt,
    long? NoticeCount = null
)
{
    public static AnnouncementDocument From(Announcement it) =>
        new(
            it.Number,
            it.Kind,
            it.Revision,
            it.EffectiveOn,
            it.At.ToUniversalTime(),
            it.ChangeNumber == 0 ? null : it.ChangeNumber,
            it.Title,
            it.Text,
            it.CompletedAt?.ToUniversalTime(),
            it.LastNotifiedAt?.ToUniversalTime(),
            it.NoticeCount
        );

    public Announcement ToAnnouncement() =>
        new(Number, Kind, Revision, On, At)
        {
            ChangeNumber = About ?? 0,
            Title = Title,
            Text = Text,
            CompletedAt = CompletedAt,
            LastNotifiedAt = LastNotifiedAt,
            NoticeCount = NoticeCount,
        };
}
