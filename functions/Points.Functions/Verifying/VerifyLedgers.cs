using Microsoft.Azure.Functions.Worker;
using Points.Domain.Verifying;
using Points.Functions.Jobs;

namespace Points.Functions.Verifying;

/// <summary>
/// Verifies ledgers: what is new each night, and a sample of whole ledgers each hour. What differs is logged, counted,
/// and an alert. The jobs can be repeated, missed or interrupted: they store what was verified.
/// </summary>
public sealed class VerifyLedgers(VerifyLedgersRun run, JobRunner jobs)
{
    [Function("VerifyLedgers")]
    public Task Run([TimerTrigger("%VerifyLedgersSchedule%")] TimerInfo timer, CancellationToken ct) =>
        jobs.RunShared(nameof(VerifyLedgers), timer, async share => new(("ledgers", await run.Run(share, ct))), ct);

    [Function("VerifyLedgersSample")]
    public Task RunSample([TimerTrigger("%VerifyLedgersSampleSchedule%")] TimerInfo timer, CancellationToken ct) =>
        jobs.RunShared(
            "VerifyLedgersSample",
            timer,
            async share => new(("ledgers", await run.RunSample(share.Deadline, ct))),
            ct
        );
}
