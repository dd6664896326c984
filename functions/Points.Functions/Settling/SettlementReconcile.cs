using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;
using Points.Domain.Jobs;
using Points.Domain.Settling;
using Points.Functions.Jobs;

namespace Points.Functions.Settling;

/// <summary>
/// Holds the periods that were closed against the ledger, each once, and says what differs. Safe to run twice, to miss, and
/// to be killed half-way: the next run goes on.
/// </summary>
public sealed partial class SettlementReconcile(
    PeriodReconciler reconciler,
    IStatements statements,
    IReconciliations kept,
    JobRunner jobs,
    ILogger<SettlementReconcile> log
)
{
    /// <summary>Where business time is the machine's, the store's is the same.</summary>
    private static readonly TimeSpan ClockTolerance = TimeSpan.FromMinutes(1);

    [Function("SettlementReconcile")]
    public Task Run([TimerTrigger("%SettlementReconcileSchedule%")] TimerInfo timer, CancellationToken ct) =>
        jobs.Run(nameof(SettlementReconcile), timer, now => Reconcile(now, ct), ct);

    private async Task<JobReport> Reconcile(DateTimeOffset now, CancellationToken ct)
    {
        var storeTime = (now - TimeProvider.System.GetUtcNow()).Duration() < ClockTolerance;
        var (compared, differences, steps) = (0, 0L, new IndependentSteps());
        foreach (var (period, _) in (await statements.ListPeriods(ct)).Where(it => it.Status == PeriodStatus.Closed))
            await steps.Run(async () =>
            {
                if (await Reconcile(period, storeTime, ct) is not { } found)
                    return;
                compared++;
                differences += found;
            });
        steps.ThrowIfAnyFailed("the periods that could be compared are");
        return new(("periods", compared), ("differences", differences));
    }

    /// <returns>How many lines differ; null if nothing was compared.</returns>
    private async Task<long?> Reconcile(SettlementPeriod period, bool storeTime, CancellationToken ct)
    {
        if (await kept.Find(period, ct) is { Reconciliation.IsDone: true })
            return null;
        var done = await reconciler.Run(period, storeTime, ct);
        if (!done.IsDone)
            return null; // Somebody else is at it, or has begun it anew.
        if (done.DifferenceCount == 0)
            LogAgrees(period.ToString(), done.LineCount);
        else
            LogDiffers(period.ToString(), done.DifferenceCount);
        return done.DifferenceCount;
    }

    [LoggerMessage(
        Level = LogLevel.Information,
        Message = "the settlement of {Period} agrees with the ledger in all {Lines} lines"
    )]
    private partial void LogAgrees(string period, long lines);

    [LoggerMessage(
        Level = LogLevel.Error,
        Message = "the settlement of {Period} differs from the ledger in {Differences} lines"
    )]
    private partial void LogDiffers(string period, long differences);
}
