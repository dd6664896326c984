using Points.Domain.Settling;

namespace Points.Domain.Ports;

/// <summary>Where reconciliations are kept, finished and not.</summary>
public interface IReconciliations
{
    /// <returns>Null if none was begun.</returns>
    Task<Reconciliation?> Find(SettlementPeriod period, CancellationToken ct);

    Task Put(Reconciliation reconciliation, CancellationToken ct);
}
