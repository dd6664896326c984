using Points.Domain.Actors;

namespace Points.Domain.Settling;

/// <summary>Stores disputes.</summary>
public interface IDisputes
{
    /// <returns>False, with nothing written, if the line has a dispute already.</returns>
    Task<bool> TryAdd(Dispute dispute, Act act, CancellationToken ct);

    /// <returns>The dispute with its version; null if it does not exist.</returns>
    Task<(Dispute Dispute, string Version)?> Find(string merchantId, string disputeId, CancellationToken ct);

    /// <returns>False, with nothing written, if the stored version is another.</returns>
    Task<bool> TryReplace(Dispute dispute, string expectedVersion, Act? act, CancellationToken ct);

    /// <summary>
    /// Claims the correction of a flow for an accepted dispute. Only the first claim of a flow counts.
    /// </summary>
    /// <returns>The correction that has the claim, with its version.</returns>
    Task<(FlowCorrection Correction, string Version)> ClaimCorrection(Dispute dispute, CancellationToken ct);

    /// <returns>The correction of a flow with its version; null if no accepted dispute has claimed it.</returns>
    Task<(FlowCorrection Correction, string Version)?> FindCorrection(PointsFlow flow, CancellationToken ct);

    /// <returns>False, with nothing written, if the stored version is another.</returns>
    Task<bool> TryReplaceCorrection(
        PointsFlow flow,
        FlowCorrection correction,
        string expectedVersion,
        CancellationToken ct
    );

    /// <summary>Lists a merchant's disputes, newest first.</summary>
    /// <param name="before">Lists only what follows this <see cref="Dispute.SortKey"/>; null for all.</param>
    Task<IReadOnlyList<Dispute>> List(string merchantId, string? before, int limit, CancellationToken ct);

    /// <summary>Lists the disputes that a merchant's statement of a period shows, newest first.</summary>
    Task<IReadOnlyList<Dispute>> ListForStatement(
        string merchantId,
        SettlementPeriod period,
        int limit,
        CancellationToken ct
    );

    /// <summary>Finds the accepted disputes whose corrections have not been sent.</summary>
    IAsyncEnumerable<Dispute> FindPendingCorrections(CancellationToken ct);
}
