using Microsoft.Azure.Functions.Worker;
using Points.Domain.Expiring;
using Points.Domain.Jobs;
using Points.Domain.Ledger;
using Points.Functions.Jobs;

namespace Points.Functions.Expiring;

/// <summary>
/// Books the expiry of points, and the release of pending points. The job can be repeated, missed or interrupted: a
/// wallet stays due until its expiry is booked.
/// </summary>
public sealed class ExpirySweep(WalletBatchRunner runner, JobRunner jobs)
{
    [Function("ExpirySweep")]
    public Task Run([TimerTrigger("%ExpirySweepSchedule%")] TimerInfo timer, CancellationToken ct) =>
        jobs.RunShared(nameof(ExpirySweep), timer, async share => new(("wallets", await Share(runner, share, ct))), ct);

    /// <summary>Does this instance's share of a run.</summary>
    internal static Task<long> Share(WalletBatchRunner runner, RunShare share, CancellationToken ct) =>
        runner.Run(MaintenanceKind.Expiry, ExpiryMaintenance.Decide, share, ct);
}
