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
        jobs.Run(
            nameof(TierReview),
            timer,
            async now =>
                new(("wallets", await runner.Run(MaintenanceKind.Review, TierReviewMaintenance.Decide, now, ct))),
            ct
        );
}
