namespace Points.Domain.Jobs;

/// <summary>Stores the last run of each job, for operators. No job depends on it.</summary>
public interface IJobRuns
{
    /// <summary>Stores a run that has started or ended. It replaces the job's previous run.</summary>
    /// <exception cref="StoreBusyException">The store throttles; nothing was written.</exception>
    /// <exception cref="StoreUnavailableException">The store did not answer; repeating the call is safe.</exception>
    Task Save(JobRun run, CancellationToken ct);

    /// <returns>Null if the job has never run.</returns>
    /// <exception cref="StoreBusyException">The store throttles.</exception>
    /// <exception cref="StoreUnavailableException">The store did not answer.</exception>
    Task<JobHistory?> Find(string job, CancellationToken ct);
}
