using Microsoft.Azure.Functions.Worker;
using Points.Domain.Releasing;
using Points.Functions.Jobs;

namespace Points.Functions.Redeeming;

/// <summary>
/// Books the end of expired holds, resumes transfers, and returns stock that no redemption has. The job may run twice,
/// miss a run, or be killed half-way.
/// </summary>
public sealed class HoldRelease(HoldReleaseRun run, JobRunner jobs)
{
    [Function("HoldRelease")]
    public Task Run([TimerTrigger("%HoldReleaseSchedule%")] TimerInfo timer, CancellationToken ct) =>
        jobs.RunShared(
            nameof(HoldRelease),
            timer,
            async share =>
            {
                var (wallets, reservations) = await run.Run(share, ct);
                return new(("wallets", wallets), ("reservations", reservations));
            },
            ct
        );
}
