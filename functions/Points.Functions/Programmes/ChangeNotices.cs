using Microsoft.Azure.Functions.Worker;
using Points.Domain.Notifying;
using Points.Functions.Jobs;

namespace Points.Functions.Programmes;

/// <summary>
/// Notifies members of changes that disadvantage them, and sets the day on which a change takes effect (law L2). Safe
/// to run twice, to miss a run, and to be killed at any time.
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
                using var deadline = new CancellationTokenSource(RunTimeLimit.Max);
                var (notified, completed) = await run.Run(clock.GetUtcNow, deadline.Token, ct);
                return new(("members", notified), ("announcements", completed));
            },
            ct
        );
}
