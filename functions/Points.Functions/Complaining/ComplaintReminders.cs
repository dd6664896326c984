using Microsoft.Azure.Functions.Worker;
using Points.Domain.Complaining;
using Points.Functions.Jobs;

namespace Points.Functions.Complaining;

/// <summary>
/// Reminds operators of complaints that must be answered soon, and of those that should have been, by metrics and their
/// alerts. The job can be repeated, missed or interrupted: each complaint stores when it is due next.
/// </summary>
public sealed class ComplaintReminders(ComplaintReminderRun run, IComplaints complaints, JobRunner jobs)
{
    [Function("ComplaintReminders")]
    public Task Run([TimerTrigger("%ComplaintRemindersSchedule%")] TimerInfo timer, CancellationToken ct) =>
        jobs.RunShared(
            nameof(ComplaintReminders),
            timer,
            async share =>
            {
                var reminded = await run.Run(share, ct);
                var overdue = await complaints.CountOverdue(share.Now, ct);
                ComplaintMetrics.RecordOverdue(overdue);
                return new(("reminders", reminded), ("overdue", overdue));
            },
            ct
        );
}
