namespace Points.Domain.Jobs;

/// <summary>Where it is kept how jobs ran: the last run of each, for operators. No job depends on it.</summary>
public interface IJobRuns
{
    /// <summary>Keeps a run as it is now, begun or ended, in place of what was kept of the job before.</summary>
    /// <exception cref="StoreBusyException">Throttled; nothing was written.</exception>
    /// <exception cref="StoreUnavailableException">No answer came; the same again is safe.</exception>
    Task Save(JobRun run, CancellationToken ct);

    /// <returns>Null if it has never run.</returns>
    /// <exception cref="StoreBusyException">Throttled.</exception>
    /// <exception cref="StoreUnavailableException">No answer came.</exception>
    Task<JobHistory?> Find(string job, CancellationToken ct);
}
