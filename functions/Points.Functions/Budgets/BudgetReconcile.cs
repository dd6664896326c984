using Microsoft.Azure.Functions.Worker;
using Points.Cosmos.Budgets;
using Points.Functions.Jobs;

namespace Points.Functions.Budgets;

/// <summary>Returns to the budgets what instances that died had leased and not issued, and measures what each has left. Safe to run twice, to miss, and to be killed half-way.</summary>
public sealed class BudgetReconcile(BudgetReconciliation reconciliation, BudgetMetrics measures, JobRunner jobs)
{
    [Function("BudgetReconcile")]
    public Task Run([TimerTrigger("%BudgetReconcileSchedule%")] TimerInfo timer, CancellationToken ct) =>
        jobs.Run(
            nameof(BudgetReconcile),
            timer,
            async now =>
            {
                var leases = await reconciliation.Run(ct);
                await measures.Record(now, ct);
                return new(("leases", leases));
            },
            ct
        );
}
