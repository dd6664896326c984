using Microsoft.Azure.Functions.Worker;
using Points.Domain.Expiring;
using Points.Domain.Jobs;
using Points.Domain.Ledger;
using Points.Functions.Jobs;

namespace Points.Functions.Expiring;

/// <summary>
/// Reminds members of points that expire in thirty, seven and one days (law L3). Safe to run twice, to miss, and to be killed
/// half-way: a reminder and the note that it was given are one commit.
/// </summary>
public sealed class ExpiryReminders(WalletBatchRunner runner, JobRunner jobs)
{
    [Function("ExpiryReminders")]
    public Task Run([TimerTrigger("%ExpiryRemindersSchedule%")] TimerInfo timer, CancellationToken ct) =>
        jobs.Run(
            nameof(ExpiryReminders),
            timer,
            async now => new(("members", await runner.Run(MaintenanceKind.Reminder, Remind.Decide, now, ct))),
            ct
        );
}
