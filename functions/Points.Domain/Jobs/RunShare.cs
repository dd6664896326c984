namespace Points.Domain.Jobs;

/// <summary>What one instance does of a run of a job. Several instances can share a run.</summary>
/// <param name="RunId">Identifies the run; the same for all instances that share it.</param>
/// <param name="Now">The business time of the run; the same for all instances that share it.</param>
/// <param name="IsInvited">Whether another instance has begun the run and invited this one.</param>
/// <param name="Deadline">Cancelled when the instance must start no further page. The rest of the run remains.</param>
public sealed record RunShare(string RunId, DateTimeOffset Now, bool IsInvited, CancellationToken Deadline)
{
    /// <summary>The share of the instance that begins a run.</summary>
    public static RunShare Begin(string runId, DateTimeOffset now, CancellationToken deadline) =>
        new(runId, now, IsInvited: false, deadline);
}
