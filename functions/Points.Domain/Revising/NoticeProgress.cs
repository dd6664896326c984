using Points.Domain.Programmes;
using Points.Domain.Programmes.Revisions;

namespace Points.Domain.Revising;

/// <summary>Tells an operator how far a change's notices have come.</summary>
public sealed class NoticeProgress(IProgrammes programmes, IChangeNotifications changeNotifications)
{
    public async Task<NoticeCounts> Count(Revision revision, DateTimeOffset now, CancellationToken ct)
    {
        if (
            (await programmes.FindTimetable(revision.ProgrammeId, ct))?.FindChangeAnnouncement(revision.Number)
            is not { } change
        )
            return NoticeCounts.None;
        var counts = await changeNotifications.Count(revision.ProgrammeId, change, ct);
        // Whom a withdrawn change did not reach it does not concern any more.
        var untold = change.IsOpen ? counts.NoticesToCreate : 0;
        var earliest = revision.Progress.WithdrawnAt is null
            ? NoticePeriod.EarliestOn(revision.ReadTerms(), change.LastNotifiedAt ?? now)
            : (DateOnly?)null;
        return new(
            counts.NoticesCreated + untold,
            counts.NoticesCreated - counts.NoticesUndelivered,
            change.LastNotifiedAt,
            earliest
        );
    }
}

/// <param name="Affected">Members who are told.</param>
/// <param name="Notified">Of those, for whom everything was done that can be.</param>
/// <param name="LastNotifiedAt">When the last one was; null while some are not.</param>
/// <param name="EarliestOn">From when the change can count, as things stand; null where it hurts nobody, or will not count.</param>
public sealed record NoticeCounts(long Affected, long Notified, DateTimeOffset? LastNotifiedAt, DateOnly? EarliestOn)
{
    public static readonly NoticeCounts None = new(0, 0, null, null);
}
