namespace Points.Domain.Jobs;

/// <summary>The last run and the last success of a job.</summary>
/// <param name="LastRun">The run that started last.</param>
/// <param name="LastSucceededAt">When a run last succeeded; null if none has.</param>
public sealed record JobHistory(JobRun LastRun, DateTimeOffset? LastSucceededAt);
