using Microsoft.Azure.Functions.Worker;
using Points.Domain.Jobs;
using Points.Domain.Programmes.Revisions;
using Points.Domain.Reporting;
using Points.Domain.Settling;
using Points.Functions.Jobs;

namespace Points.Functions.Reporting;

/// <summary>
/// Keeps reports quick and says how far they reach: adds up months that have ended, and records how far the feed was
/// read. Goes on with rebuilds that operators asked for. A run that is repeated, missed or killed does no harm: the
/// next run continues.
/// </summary>
public sealed class ReportsUpkeep(
    IReportSums sums,
    IReportProgress progress,
    IReportRebuild rebuild,
    IProgrammes programmes,
    JobRunner jobs
)
{
    [Function("ReportsUpkeep")]
    public Task Run([TimerTrigger("%ReportsUpkeepSchedule%")] TimerInfo timer, CancellationToken ct) =>
        jobs.Run(nameof(ReportsUpkeep), timer, now => Keep(now, ct), ct);

    private async Task<JobReport> Keep(DateTimeOffset now, CancellationToken ct)
    {
        await progress.Record(now, ct);
        using var deadline = new CancellationTokenSource(RunTimeLimit.Max);
        var (closed, rebuilds, steps) = (0, 0, new IndependentSteps());
        await foreach (var programmeId in programmes.ListIds(ct))
            await steps.Run(async () =>
            {
                if (await rebuild.Continue(programmeId, now, deadline.Token, ct) is not null)
                    rebuilds++;
                closed += await sums.CloseMonths(programmeId, SettlementPeriod.DayOf(now), ct);
            });
        steps.ThrowIfAnyFailed($"{closed} months of ranges were added up");
        return new(("months of ranges", closed), ("rebuilds", rebuilds));
    }
}
