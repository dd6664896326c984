using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;
using Points.Domain.Jobs;
using Points.Domain.Settling;
using Points.Functions.Jobs;

namespace Points.Functions.Settling;

/// <summary>
/// Compares each closed period with the ledger, once, and reports the differences. A run that is repeated, missed or
/// killed does no harm: the next run continues.
/// </summary>
public sealed partial class SettlementReconcile(
    ReconcilePeriodHandler handler,
    ISettlementPeriods periods,
    JobRunner jobs,
    ILogger<SettlementReconcile> log
)
{
    /// <summary>If business time is this close to the machine's, it is the store's time too.</summary>
    private static readonly TimeSpan ClockTolerance = TimeSpan.FromMinutes(1);

    [Function("SettlementReconcile")]
    public Task Run([TimerTrigger("%SettlementReconcileSchedule%")] TimerInfo timer, CancellationToken ct) =>
        jobs.Run(nameof(SettlementReconcile), timer, now => Reconcile(now, ct), ct);

    private async Task<JobReport> Reconcile(DateTimeOffset now, CancellationToken ct)
    {
        var usesStoreTime = (now - TimeProvider.System.GetUtcNow()).Duration() < ClockTolerance;
        var (compared, differences, steps) = (0, 0L, new IndependentSteps());
        foreach (var (period, _) in (await periods.List(ct)).Where(it => it.Status == PeriodStatus.Closed))
            await steps.Run(async () =>
            {
                if (await Reconcile(new ReconcilePeriod(period, usesStoreTime), ct) is not { } found)
                    return;
                compared++;
                differences += found;
            });
        steps.ThrowIfAnyFailed($"{compared} periods were compared");
        return new(("periods", compared), ("differences", differences));
    }

    /// <returns>How many differences there are; null if this run did not finish a comparison.</returns>
    private async Task<long?> Reconcile(ReconcilePeriod command, CancellationToken ct)
    {
        var period = command.Period;
        if (await periods.FindReconciliation(period, ct) is { Reconciliation.IsDone: true })
            return null;
        var reconciliation = await handler.Handle(command, ct);
        if (!reconciliation.IsDone)
            return null; // Another run has saved or restarted it meanwhile.
        if (reconciliation.DifferenceCount == 0)
            LogAgrees(period.ToString(), reconciliation.LineCount);
        else
            LogDiffers(period.ToString(), reconciliation.DifferenceCount);
        return reconciliation.DifferenceCount;
    }

    [LoggerMessage(
        Level = LogLevel.Information,
        Message = "The settlement of {Period} agrees with the ledger in all {Lines} lines"
    )]
    private partial void LogAgrees(string period, long lines);

    [LoggerMessage(
        Level = LogLevel.Error,
        Message = "The settlement of {Period} differs from the ledger: {Differences} differences"
    )]
    private partial void LogDiffers(string period, long differences);
}
