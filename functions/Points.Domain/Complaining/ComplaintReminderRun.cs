using Points.Domain.Jobs;

namespace Points.Domain.Complaining;

/// <summary>
/// Reminds operators of complaints: once some days before the last day for an answer ends, and once when it has ended
/// without one.
/// </summary>
public sealed class ComplaintReminderRun(IComplaints complaints, IDueItems<ComplaintKey> due, DueItemsRunner runner)
{
    /// <summary>Does this instance's share of a run.</summary>
    /// <returns>Of how many complaints this instance has reminded operators.</returns>
    /// <exception cref="AggregateException">Some of them failed. The others were done.</exception>
    public async Task<long> Run(RunShare share, CancellationToken ct)
    {
        var steps = new IndependentSteps();
        var reminded = await runner.Run(due, (it, token) => Remind(it, share.Now, token), share, steps, ct);
        steps.ThrowIfAnyFailed($"operators were reminded of {reminded} complaints");
        return reminded;
    }

    /// <returns>False if the complaint was answered, or another instance has done it.</returns>
    private async Task<bool> Remind(ComplaintKey key, DateTimeOffset now, CancellationToken ct)
    {
        if (
            await complaints.Find(key.MemberId, key.ComplaintId, ct) is not var (complaint, version)
            || complaint.ReminderDueAt is not { } at
            || at > now
            || !await complaints.TryReplace(complaint.AfterReminder(now), version, ct)
        )
            return false;
        ComplaintMetrics.CountReminder(isOverdue: complaint.IsOverdueAt(now));
        return true;
    }
}
