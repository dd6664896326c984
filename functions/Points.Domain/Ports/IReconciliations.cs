using Points.Domain.Settling;

namespace Points.Domain.Ports;

/// <summary>Where reconciliations are kept, finished and not.</summary>
public interface IReconciliations
{
    /// <returns>Null if none was begun; else with the version to write over.</returns>
    Task<(Reconciliation Reconciliation, string Version)?> Find(SettlementPeriod period, CancellationToken ct);

    /// <param name="over">The version that was found or written; null for whatever is there.</param>
    /// <returns>The version that is there now; null if it was another than <paramref name="over"/>, and still is.</returns>
    Task<string?> Put(Reconciliation reconciliation, string? over, CancellationToken ct);
}
