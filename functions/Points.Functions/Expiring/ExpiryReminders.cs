using Microsoft.Azure.Functions.Worker;
using Points.Domain.Expiring;
using Points.Domain.Jobs;
using Points.Domain.Ledger;
using Points.Functions.Jobs;

namespace Points.Functions.Expiring;

/// <summary>
/// Reminds members of points that expire in 30, 7 and 1 days (law L3). The job can be repeated, missed or
/// interrupted: one commit writes the notice and marks the reminder as sent.
/// </summary>
public sealed class ExpiryReminders(WalletBatchRunner runner, JobRunner jobs)
{
    [Function("ExpiryReminders")]
    public Task Run([TimerTrigger("%ExpiryRemindersSchedule%")] TimerInfo timer, CancellationToken ct) =>
        jobs.RunShared(
            nameof(ExpiryReminders),
            timer,
            async share => new(("members", await Share(runner, share, ct))),
            ct
        );

    /// <summary>Does this instance's share of a run.</summary>
    internal static Task<long> Share(WalletBatchRunner runner, RunShare share, CancellationToken ct) =>
        runner.Run(MaintenanceKind.Reminder, ReminderMaintenance.Decide, share, ct);
}
