using Microsoft.Azure.Functions.Worker;
using Points.Domain.Jobs;
using Points.Domain.Ledger;
using Points.Domain.Reviewing;
using Points.Functions.Jobs;

namespace Points.Functions.Reviewing;

/// <summary>
/// Reviews the tiers that are due: members whose spending no longer reaches their tier go down one tier and are
/// notified. The job can be repeated, missed or interrupted.
/// </summary>
public sealed class TierReview(WalletBatchRunner runner, JobRunner jobs)
{
    [Function("TierReview")]
    public Task Run([TimerTrigger("%TierReviewSchedule%")] TimerInfo timer, CancellationToken ct) =>
        jobs.RunShared(nameof(TierReview), timer, async share => new(("wallets", await Share(runner, share, ct))), ct);

    /// <summary>Does this instance's share of a run.</summary>
    internal static Task<long> Share(WalletBatchRunner runner, RunShare share, CancellationToken ct) =>
        runner.Run(MaintenanceKind.Review, TierReviewMaintenance.Decide, share, ct);
}
