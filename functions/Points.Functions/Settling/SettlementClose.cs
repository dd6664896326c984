using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;
using Points.Domain.Jobs;
using Points.Domain.Settling;
using Points.Functions.Jobs;

namespace Points.Functions.Settling;

/// <summary>
/// Closes the periods that have ended, oldest first, some hours after their end so that lines which are under way still come
/// in; and takes back what disputes won. Safe to run twice, to miss, and to be killed half-way: the next run goes on.
/// </summary>
public sealed partial class SettlementClose(
    PeriodCloser closer,
    IStatements statements,
    DisputeHandler disputes,
    JobRunner jobs,
    ILogger<SettlementClose> log
)
{
    private static readonly TimeSpan CloseDelay = TimeSpan.FromHours(6);

    [Function("SettlementClose")]
    public Task Run([TimerTrigger("%SettlementCloseSchedule%")] TimerInfo timer, CancellationToken ct) =>
        jobs.Run(nameof(SettlementClose), timer, now => Close(now, ct), ct);

    /// <summary>Whether a period is to be closed now: one that somebody began to close is gone on with at once.</summary>
    internal static bool IsDue(SettlementPeriod period, PeriodStatus status, DateTimeOffset now) =>
        status != PeriodStatus.Closed && period.HasEnded(status == PeriodStatus.Closing ? now : now - CloseDelay);

    private async Task<JobReport> Close(DateTimeOffset now, CancellationToken ct)
    {
        var (closed, steps) = (0, new IndependentSteps());
        await steps.Run(() => disputes.SendPendingCorrections(ct));
        foreach (var (period, _) in (await statements.ListPeriods(ct)).Where(it => IsDue(it.Period, it.Status, now)))
            await steps.Run(async () =>
            {
                await closer.Close(period, now, ct);
                LogClosed(period.ToString());
                closed++;
            });
        steps.ThrowIfAnyFailed("the periods that could be closed are");
        return new(("periods", closed));
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "the settlement of {Period} is closed")]
    private partial void LogClosed(string period);
}
