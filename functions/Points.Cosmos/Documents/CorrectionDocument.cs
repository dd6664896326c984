using Points.Domain.Settling;

namespace Points.Cosmos.Documents;

/// <summary>Names the dispute that corrects a flow, in the partition of the issuer's disputes. Written once.</summary>
internal sealed record CorrectionDocument(
    string Id,
    string Type,
    string Account,
    string DisputeId,
    DateTimeOffset AnsweredAt
)
{
    public const string TypeName = "correction";

    public static CorrectionDocument From(Dispute it) =>
        new(
            $"{TypeName}:{it.Line.Flow.FlowId}",
            TypeName,
            DisputeDocument.PartitionOf(it.Line.Flow.IssuerMerchantId),
            it.DisputeId,
            it.AnsweredAt!.Value.ToUniversalTime()
        );
}
