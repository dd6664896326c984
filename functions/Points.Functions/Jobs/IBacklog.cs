namespace Points.Functions.Jobs;

/// <summary>Counts what a job still has to do, for operators.</summary>
public interface IBacklog
{
    /// <summary>The job's name.</summary>
    string JobName { get; }

    /// <summary>
    /// Counts the items that are due and not done. It must be cheap: it runs at every request for the jobs, and is
    /// cancelled after a few seconds.
    /// </summary>
    Task<long> CountRemaining(DateTimeOffset now, CancellationToken ct);
}
