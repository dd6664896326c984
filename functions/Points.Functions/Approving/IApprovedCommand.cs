using Points.Domain.Approving;
using Points.Functions.Http;

namespace Points.Functions.Approving;

/// <summary>Runs approved commands of one kind.</summary>
internal interface IApprovedCommand
{
    ApprovalKind Kind { get; }

    /// <returns>What the command would have answered over HTTP.</returns>
    Task<JsonResponse> Run(Approval approval, CancellationToken ct);
}
