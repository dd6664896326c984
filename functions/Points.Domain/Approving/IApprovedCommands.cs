namespace Points.Domain.Approving;

/// <summary>
/// Runs commands that were approved. Running one again has the effect and the answer of running it once.
/// </summary>
public interface IApprovedCommands
{
    /// <exception cref="StoreBusyException">It did not run to its end: approving again continues it.</exception>
    /// <exception cref="StoreUnavailableException">The same.</exception>
    Task<ApprovedAnswer> Run(Approval approval, CancellationToken ct);
}
