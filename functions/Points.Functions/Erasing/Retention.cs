using Microsoft.Azure.Functions.Worker;
using Points.Domain.Erasing;
using Points.Functions.Jobs;

namespace Points.Functions.Erasing;

/// <summary>
/// Repeats erasures after a restore, deletes old dead letters, and removes the bytes of what was deleted. The job can be
/// repeated, missed or interrupted.
/// </summary>
public sealed class Retention(RepeatErasures repeat, RetentionRun run, JobRunner jobs)
{
    /// <summary>Queues date messages by it, even if the business clock is another.</summary>
    private static readonly TimeProvider RealTime = TimeProvider.System;

    [Function("Retention")]
    public Task Run([TimerTrigger("%RetentionSchedule%")] TimerInfo timer, CancellationToken ct) =>
        jobs.Run(
            nameof(Retention),
            timer,
            async now =>
                new(
                    ("erasedAgain", await repeat.Run(now, ct)),
                    ("deadLetters", await run.Run(RealTime.GetUtcNow(), ct))
                ),
            ct
        );
}
