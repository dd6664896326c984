using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;
using Points.Domain.Ports;
using Points.Domain.Settling;

namespace Points.Functions.Settling;

/// <summary>
/// Closes the periods that have ended, oldest first, some hours after their end so that lines which are under way still come
/// in; and takes back what disputes won. Safe to run twice, to miss, and to be killed half-way: the next run goes on.
/// </summary>
public sealed partial class SettlementClose(PeriodClosing closing, IStatements statements, Disputes disputes, TimeProvider clock, ILogger<SettlementClose> log)
{
    /// <summary>Periods are looked back on so far: a job that stood still for longer has been missed by somebody.</summary>
    private const int PeriodsBack = 24;

    private static readonly TimeSpan After = TimeSpan.FromHours(6);

    [Function("SettlementClose")]
    public async Task Run([TimerTrigger("%SettlementCloseSchedule%")] TimerInfo timer, CancellationToken ct)
    {
        await disputes.CarryOn(ct);
        var (now, ended) = (clock.GetUtcNow(), new Stack<SettlementPeriod>());
        for (var period = SettlementPeriod.Of(now - After).Previous; ended.Count < PeriodsBack; period = period.Previous) ended.Push(period);
        foreach (var period in ended)
        {
            if (await statements.Find(period, ct) is not { Status: not PeriodStatus.Closed }) continue;
            await closing.Close(period, now, ct);
            Closed(period.ToString());
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "the settlement of {Period} is closed")]
    private partial void Closed(string period);
}
