namespace Points.Domain.Jobs;

/// <summary>What is known of a job that has run.</summary>
/// <param name="LastRun">The run that began last.</param>
/// <param name="LastSucceededAt">When a run last ended well; null if none has yet.</param>
public sealed record JobHistory(JobRun LastRun, DateTimeOffset? LastSucceededAt);
