using System.Collections.Immutable;
using Points.Domain.Settling;

namespace Points.Cosmos.Documents;

/// <summary>
/// Names the dispute that corrects a flow, and what the correction takes back, in the partition of the issuer's
/// disputes.
/// </summary>
/// <param name="IsOpen">True until points and flows are counted, else null.</param>
/// <param name="Points">
/// The points that the correction takes back; null in documents from before this was kept: all of the flow's.
/// </param>
/// <param name="SettledBefore">
/// The redemption's other flows that came before; null in documents from before this was kept.
/// </param>
internal sealed record CorrectionDocument(
    string Id,
    string Type,
    string Account,
    string DisputeId,
    DateTimeOffset AnsweredAt,
    bool? IsOpen = null,
    long? Points = null,
    ImmutableArray<string>? SettledBefore = null
)
{
    public const string TypeName = "correction";

    public static string IdOf(PointsFlow flow) => $"{TypeName}:{flow.FlowId}";

    public static string PartitionOf(PointsFlow flow) => DisputeDocument.PartitionOf(flow.IssuerMerchantId);

    public static CorrectionDocument From(PointsFlow flow, FlowCorrection it) =>
        new(
            IdOf(flow),
            TypeName,
            PartitionOf(flow),
            it.DisputeId,
            it.AnsweredAt.ToUniversalTime(),
            it.IsCounted ? null : true,
            it.PointsTaken?.Value,
            it.SettledBefore
        );

    public FlowCorrection ToCorrection() =>
        new(DisputeId, AnsweredAt)
        {
            IsCounted = IsOpen != true,
            PointsTaken = Points is { } points ? new Points(points) : null,
            SettledBefore = SettledBefore,
        };
}
