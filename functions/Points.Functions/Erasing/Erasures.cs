using Microsoft.Azure.Functions.Worker;
using Points.Domain.Erasing;
using Points.Functions.Jobs;

namespace Points.Functions.Erasing;

/// <summary>
/// Continues erasures that a request began and did not finish. The job can be repeated, missed or interrupted.
/// </summary>
public sealed class Erasures(ErasureRun run, JobRunner jobs)
{
    [Function("Erasures")]
    public Task Run([TimerTrigger("%ErasuresSchedule%")] TimerInfo timer, CancellationToken ct) =>
        jobs.RunShared(nameof(Erasures), timer, async share => new(("erased", await run.Run(share.Now, ct))), ct);
}
