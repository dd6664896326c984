using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;
using Points.Domain;
using Points.Domain.Ports;
using Points.Domain.Settling;

namespace Points.Functions.Settling;

/// <summary>
/// Holds the periods that were closed against the ledger, each once, and says what differs. Safe to run twice, to miss, and
/// to be killed half-way: the next run goes on.
/// </summary>
public sealed partial class SettlementReconcile(Reconciling reconciling, IStatements statements, IReconciliations kept, TimeProvider clock, ILogger<SettlementReconcile> log)
{
    /// <summary>Where business time is the machine's, the store's is the same.</summary>
    private static readonly TimeSpan SameTime = TimeSpan.FromMinutes(1);

    [Function("SettlementReconcile")]
    public async Task Run([TimerTrigger("%SettlementReconcileSchedule%")] TimerInfo timer, CancellationToken ct)
    {
        var storeTime = (clock.GetUtcNow() - TimeProvider.System.GetUtcNow()).Duration() < SameTime;
        var steps = new Steps();
        foreach (var (period, _) in (await statements.Periods(ct)).Where(it => it.Status == PeriodStatus.Closed))
            await steps.Take(() => Reconcile(period, storeTime, ct));
        steps.ThrowIfAnyFailed("the periods that could be compared are");
    }

    private async Task Reconcile(SettlementPeriod period, bool storeTime, CancellationToken ct)
    {
        if (await kept.Find(period, ct) is { Reconciliation.IsDone: true }) return;
        var done = await reconciling.Run(period, storeTime, ct);
        if (!done.IsDone) return; // Somebody else is at it, or has begun it anew.
        if (done.DifferenceCount == 0) Agrees(period.ToString(), done.Lines);
        else Differs(period.ToString(), done.DifferenceCount);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "the settlement of {Period} agrees with the ledger in all {Lines} lines")]
    private partial void Agrees(string period, long lines);

    [LoggerMessage(Level = LogLevel.Error, Message = "the settlement of {Period} differs from the ledger in {Differences} lines")]
    private partial void Differs(string period, long differences);
}
