namespace Points.Domain.Settling;

/// <summary>Where reconciliations are kept, finished and not.</summary>
public interface IReconciliations
{
    /// <returns>Null if none was begun; else with the version to write over.</returns>
    Task<(Reconciliation Reconciliation, string Version)?> Find(SettlementPeriod period, CancellationToken ct);

    /// <summary>Begins it anew, whoever is at it and however far it has come.</summary>
    Task Restart(SettlementPeriod period, CancellationToken ct);

    /// <param name="expectedVersion">The version that was found or written; null where there was none.</param>
    /// <returns>The version that is there now; null if somebody else has written or begun it meanwhile.</returns>
    Task<string?> TrySave(Reconciliation reconciliation, string? expectedVersion, CancellationToken ct);
}
