using Points.Domain.Ports;
using Points.Functions.Jobs;

namespace Points.Functions.Programmes;

/// <summary>How many members are still to be told of announcements.</summary>
internal sealed class MembersToTell(IProgrammes programmes, ITellings tellings) : IBacklog
{
    public string Job => nameof(ChangeNotices);

    public async Task<long> Remains(DateTimeOffset now, CancellationToken ct)
    {
        var untold = 0L;
        await foreach (var programmeId in programmes.All(ct))
            foreach (var announcement in (await programmes.Timetable(programmeId, ct))?.Open ?? [])
                untold += (await tellings.Count(programmeId, announcement, ct)).Untold;
        return untold;
    }
}
