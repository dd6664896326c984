using Microsoft.Azure.Functions.Worker;
using Points.Domain.Releasing;
using Points.Functions.Jobs;

namespace Points.Functions.Redeeming;

/// <summary>
/// Ends holds whose time is over, carries transfers on, and gives back stock that nobody has. Safe to run twice, to miss,
/// and to be killed half-way.
/// </summary>
public sealed class HoldRelease(HoldReleaseRun releases, JobRunner jobs)
{
    [Function("HoldRelease")]
    public Task Run([TimerTrigger("%HoldReleaseSchedule%")] TimerInfo timer, CancellationToken ct) =>
        jobs.Run(
            nameof(HoldRelease),
            timer,
            async now =>
            {
                var (wallets, reservations) = await releases.Run(now, ct);
                return new(("wallets", wallets), ("reservations", reservations));
            },
            ct
        );
}
