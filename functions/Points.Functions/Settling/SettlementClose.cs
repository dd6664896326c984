using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;
using Points.Domain;
using Points.Domain.Ports;
using Points.Domain.Settling;

namespace Points.Functions.Settling;

/// <summary>
/// Closes the periods that have ended, oldest first, some hours after their end so that lines which are under way still come
/// in; and takes back what disputes won. Safe to run twice, to miss, and to be killed half-way: the next run goes on.
/// </summary>
public sealed partial class SettlementClose(PeriodClosing closing, IStatements statements, Disputes disputes, TimeProvider clock, ILogger<SettlementClose> log)
{
    private static readonly TimeSpan After = TimeSpan.FromHours(6);

    [Function("SettlementClose")]
    public async Task Run([TimerTrigger("%SettlementCloseSchedule%")] TimerInfo timer, CancellationToken ct)
    {
        var (now, steps) = (clock.GetUtcNow(), new Steps());
        await steps.Take(() => disputes.CarryOn(ct));
        foreach (var (period, status) in await statements.Periods(ct))
        {
            // One that somebody began to close is gone on with at once.
            if (status == PeriodStatus.Closed || !period.HasEnded(status == PeriodStatus.Closing ? now : now - After)) continue;
            await steps.Take(async () =>
            {
                await closing.Close(period, now, ct);
                Closed(period.ToString());
            });
        }
        steps.ThrowIfAnyFailed("the periods that could be closed are");
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "the settlement of {Period} is closed")]
    private partial void Closed(string period);
}
