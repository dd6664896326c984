using Microsoft.Azure.Functions.Worker;
using Points.Domain.Jobs;
using Points.Domain.Ledger;
using Points.Domain.Reviewing;
using Points.Functions.Jobs;

namespace Points.Functions.Reviewing;

/// <summary>
/// Reviews tiers that the window no longer shows: one step down, and the member is told. Safe to run twice, to miss, and to
/// be killed half-way.
/// </summary>
public sealed class TierReview(WalletBatchRunner runner, JobRunner jobs)
{
    [Function("TierReview")]
    public Task Run([TimerTrigger("%TierReviewSchedule%")] TimerInfo timer, CancellationToken ct) =>
        jobs.Run(
            nameof(TierReview),
            timer,
            async now => new(("wallets", await runner.Run(MaintenanceKind.Review, ReviewTier.Decide, now, ct))),
            ct
        );
}
