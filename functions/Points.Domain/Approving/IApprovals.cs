using Points.Domain.Actors;

namespace Points.Domain.Approving;

/// <summary>Stores approvals.</summary>
public interface IApprovals
{
    /// <returns>The approval with its version; null if there is none.</returns>
    Task<(Approval Approval, string Version)?> Find(string approvalId, CancellationToken ct);

    /// <returns>False, with nothing written, if there is one of that id.</returns>
    Task<bool> TryAdd(Approval approval, Act act, CancellationToken ct);

    /// <param name="act">Who decides; null when the answer of the command is added.</param>
    /// <returns>False, with nothing written, if the stored version is another.</returns>
    Task<bool> TryReplace(Approval approval, string expectedVersion, Act? act, CancellationToken ct);

    /// <summary>Lists approvals, newest first.</summary>
    /// <param name="status">Only those with this status now; null for all.</param>
    /// <param name="before">Lists only what follows this <see cref="Approval.SortKey"/>; null for all.</param>
    Task<IReadOnlyList<Approval>> List(
        ApprovalStatus? status,
        DateTimeOffset now,
        string? before,
        int limit,
        CancellationToken ct
    );
}
