using Points.Domain.Ports;
using Points.Functions.Jobs;

namespace Points.Functions.Programmes;

/// <summary>How many members are not notified yet of what is announced: not told, or told and not reached.</summary>
internal sealed class MembersToTell(IProgrammes programmes, ITellings tellings) : IBacklog
{
    public string Job => nameof(ChangeNotices);

    public async Task<long> Remains(DateTimeOffset now, CancellationToken ct)
    {
        var remains = 0L;
        await foreach (var programmeId in programmes.All(ct))
        foreach (var announcement in (await programmes.Timetable(programmeId, ct))?.Open ?? [])
        {
            var counts = await tellings.Count(programmeId, announcement, ct);
            remains += counts.Untold + counts.Undelivered;
        }
        return remains;
    }
}
