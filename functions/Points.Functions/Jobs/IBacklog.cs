namespace Points.Functions.Jobs;

/// <summary>Tells how much a job has yet to do, for operators.</summary>
public interface IBacklog
{
    /// <summary>The job's name.</summary>
    string JobName { get; }

    /// <summary>How many things are due and not done. Must be cheap: it is asked whenever somebody looks, and given up after a few seconds.</summary>
    Task<long> CountRemaining(DateTimeOffset now, CancellationToken ct);
}
