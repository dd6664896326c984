using Microsoft.Azure.Functions.Worker;
using Points.Domain.Enrolling;
using Points.Functions.Jobs;

namespace Points.Functions.Members;

/// <summary>
/// Writes the look-ups of all members under a new key, and deletes those under the key before: one stage in a run. The
/// job may run twice, miss a run, or be killed half-way. It does nothing while no change of the key is under way.
/// </summary>
public sealed class ReindexLookups(LookupIndexRun run, JobRunner jobs)
{
    [Function("ReindexLookups")]
    public Task Run([TimerTrigger("%ReindexLookupsSchedule%")] TimerInfo timer, CancellationToken ct) =>
        jobs.RunShared(nameof(ReindexLookups), timer, async share => new(("members", await run.Run(share, ct))), ct);
}
