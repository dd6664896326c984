using Points.Domain.Settling;

namespace Points.Domain.Ports;

/// <summary>Where disputes are kept.</summary>
public interface IDisputes
{
    /// <summary>Keeps a dispute, unless there is one of that line.</summary>
    /// <returns>False if there is.</returns>
    Task<bool> Raise(Dispute dispute, CancellationToken ct);

    /// <returns>Null if there is none.</returns>
    Task<(Dispute Dispute, string Version)?> Find(string merchantId, string disputeId, CancellationToken ct);

    /// <returns>False if somebody else has changed it meanwhile.</returns>
    Task<bool> Put(Dispute dispute, string over, CancellationToken ct);

    /// <summary>A merchant's, newest first.</summary>
    Task<IReadOnlyList<Dispute>> Of(string merchantId, int limit, CancellationToken ct);

    /// <summary>Those that were accepted, and whose lines nobody has come to take back.</summary>
    IAsyncEnumerable<Dispute> OwingCorrections(CancellationToken ct);
}
