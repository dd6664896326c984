using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;
using Points.Cosmos.Budgets;

namespace Points.Functions.Budgets;

/// <summary>Returns to the budgets what instances that died had leased and not issued. Safe to run twice, to miss, and to be killed half-way.</summary>
public sealed partial class BudgetReconcile(BudgetReconciliation reconciliation, ILogger<BudgetReconcile> log)
{
    [Function("BudgetReconcile")]
    public async Task Run([TimerTrigger("%BudgetReconcileSchedule%")] TimerInfo timer, CancellationToken ct) =>
        Reconciled(await reconciliation.Run(ct));

    [LoggerMessage(Level = LogLevel.Information, Message = "{Leases} leases were counted up")]
    private partial void Reconciled(int leases);
}
