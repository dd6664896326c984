using Points.Domain.Programmes.Revisions;
using Points.Domain.Revising;
using Points.Functions.Jobs;

namespace Points.Functions.Programmes;

/// <summary>Counts members not notified of an announcement yet: without a notice, or with an undelivered one.</summary>
internal sealed class MembersToNotifyBacklog(IProgrammes programmes, IChangeNotifications changeNotifications)
    : IBacklog
{
    public string JobName => nameof(ChangeNotices);

    public async Task<long> CountRemaining(DateTimeOffset now, CancellationToken ct)
    {
        var remaining = 0L;
        await foreach (var programmeId in programmes.ListIds(ct))
        foreach (var announcement in (await programmes.FindTimetable(programmeId, ct))?.OpenAnnouncements ?? [])
        {
            var counts = await changeNotifications.Count(programmeId, announcement, ct);
            remaining += counts.NoticesToCreate + counts.NoticesUndelivered;
        }
        return remaining;
    }
}
