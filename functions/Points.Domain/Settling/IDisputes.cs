namespace Points.Domain.Settling;

/// <summary>Where disputes are kept.</summary>
public interface IDisputes
{
    /// <summary>Keeps a dispute, unless there is one of that line.</summary>
    /// <returns>False if there is.</returns>
    Task<bool> TryAdd(Dispute dispute, CancellationToken ct);

    /// <returns>Null if there is none.</returns>
    Task<(Dispute Dispute, string Version)?> Find(string merchantId, string disputeId, CancellationToken ct);

    /// <returns>False if somebody else has changed it meanwhile.</returns>
    Task<bool> TryReplace(Dispute dispute, string expectedVersion, CancellationToken ct);

    /// <summary>Says which accepted dispute takes a flow back, for all of that flow: the first that asked.</summary>
    Task<(string DisputeId, DateTimeOffset AnsweredAt)> ClaimCorrection(Dispute dispute, CancellationToken ct);

    /// <summary>A merchant's, newest first.</summary>
    /// <param name="before">The <see cref="Dispute.SortKey"/> of one: only those that come after it in the list. Null for all.</param>
    Task<IReadOnlyList<Dispute>> List(string merchantId, string? before, int limit, CancellationToken ct);

    /// <summary>Those that a merchant's statement of a period shows, newest first.</summary>
    Task<IReadOnlyList<Dispute>> ListForStatement(
        string merchantId,
        SettlementPeriod period,
        int limit,
        CancellationToken ct
    );

    /// <summary>Those that were accepted, and whose lines nobody has come to take back.</summary>
    IAsyncEnumerable<Dispute> FindPendingCorrections(CancellationToken ct);
}
