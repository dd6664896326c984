using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;
using Points.Domain.Jobs;
using Points.Domain.Settling;
using Points.Functions.Jobs;

namespace Points.Functions.Settling;

/// <summary>
/// Sends the pending corrections of disputes, then closes the periods that ended some hours ago, oldest first. A run
/// that is repeated, missed or killed does no harm: the next run continues.
/// </summary>
public sealed partial class SettlementClose(
    ClosePeriodHandler handler,
    ISettlementPeriods periods,
    DisputeCorrections corrections,
    JobRunner jobs,
    ILogger<SettlementClose> log
)
{
    /// <summary>How long to wait after a period's end, so that lines still on their way get into it.</summary>
    private static readonly TimeSpan CloseDelay = TimeSpan.FromHours(6);

    [Function("SettlementClose")]
    public Task Run([TimerTrigger("%SettlementCloseSchedule%")] TimerInfo timer, CancellationToken ct) =>
        jobs.Run(nameof(SettlementClose), timer, now => Close(now, ct), ct);

    /// <summary>Whether to close a period now. A close that an operator has begun continues without delay.</summary>
    internal static bool IsDue(SettlementPeriod period, PeriodStatus status, DateTimeOffset now) =>
        status != PeriodStatus.Closed && period.HasEnded(status == PeriodStatus.Closing ? now : now - CloseDelay);

    private async Task<JobReport> Close(DateTimeOffset now, CancellationToken ct)
    {
        var (closed, steps) = (0, new IndependentSteps());
        await steps.Run(() => corrections.SendPending(ct));
        foreach (var (period, _) in (await periods.List(ct)).Where(it => IsDue(it.Period, it.Status, now)))
            await steps.Run(async () =>
            {
                await handler.Handle(new ClosePeriod(period), by: null, now, ct);
                LogClosed(period.ToString());
                closed++;
            });
        steps.ThrowIfAnyFailed($"{closed} periods were closed");
        return new(("periods", closed));
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Closed the settlement of {Period}")]
    private partial void LogClosed(string period);
}
