using Microsoft.Azure.Functions.Worker;
using Points.Cosmos.Budgets;
using Points.Functions.Jobs;

namespace Points.Functions.Budgets;

/// <summary>
/// Returns the unissued points of crashed instances to the budgets and records what each budget has left. The job can
/// be repeated, missed or interrupted.
/// </summary>
public sealed class BudgetReconcile(BudgetReconciliation reconciliation, BudgetMetrics metrics, JobRunner jobs)
{
    [Function("BudgetReconcile")]
    public Task Run([TimerTrigger("%BudgetReconcileSchedule%")] TimerInfo timer, CancellationToken ct) =>
        jobs.Run(
            nameof(BudgetReconcile),
            timer,
            async now =>
            {
                var leases = await reconciliation.Run(ct);
                await metrics.Record(now, ct);
                return new(("leases", leases));
            },
            ct
        );
}
