using Points.Domain.Complaining;
using Points.Functions.Jobs;

namespace Points.Functions.Complaining;

/// <summary>Counts the complaints of which <see cref="ComplaintReminders"/> has yet to remind operators.</summary>
internal sealed class ComplaintsBacklog(IComplaints complaints) : IBacklog
{
    public string JobName => nameof(ComplaintReminders);

    public Task<long> CountRemaining(DateTimeOffset now, CancellationToken ct) => complaints.CountDue(now, ct);
}
