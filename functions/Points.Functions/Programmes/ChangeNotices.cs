using Microsoft.Azure.Functions.Worker;
using Points.Domain.Notifying;
using Points.Functions.Jobs;

namespace Points.Functions.Programmes;

/// <summary>
/// Tells members of changes that hurt them, and settles from when a change counts (law L2). Safe to run twice, to miss, and
/// to be killed half-way.
/// </summary>
public sealed class ChangeNotices(ChangeNoticeRun run, TimeProvider clock, JobRunner jobs)
{
    [Function("ChangeNotices")]
    public Task Run([TimerTrigger("%ChangeNoticesSchedule%")] TimerInfo timer, CancellationToken ct) =>
        jobs.Run(
            nameof(ChangeNotices),
            timer,
            async _ =>
            {
                using var enough = new CancellationTokenSource(RunTimeLimit.Max);
                var (told, completed) = await run.Run(clock.GetUtcNow, enough.Token, ct);
                return new(("members", told), ("announcements", completed));
            },
            ct
        );
}
