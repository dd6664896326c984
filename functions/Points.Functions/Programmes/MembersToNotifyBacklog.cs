using Points.Domain.Programmes.Revisions;
using Points.Domain.Revising;
using Points.Functions.Jobs;

namespace Points.Functions.Programmes;

/// <summary>How many members are not notified yet of what is announced: not told, or told and not reached.</summary>
internal sealed class MembersToNotifyBacklog(IProgrammes programmes, IChangeNotifications changeNotifications)
    : IBacklog
{
    public string JobName => nameof(ChangeNotices);

    public async Task<long> CountRemaining(DateTimeOffset now, CancellationToken ct)
    {
        var remains = 0L;
        await foreach (var programmeId in programmes.ListIds(ct))
        foreach (var announcement in (await programmes.FindTimetable(programmeId, ct))?.OpenAnnouncements ?? [])
        {
            var counts = await changeNotifications.Count(programmeId, announcement, ct);
            remains += counts.NoticesToCreate + counts.NoticesUndelivered;
        }
        return remains;
    }
}
