using Points.Domain.Settling;

namespace Points.Cosmos.Documents;

/// <summary>A dispute, in the partition of its merchant's disputes.</summary>
/// <param name="Owes">True while correction lines are pending, else null. Queries find pending disputes by it.</param>
/// <param name="PointsCorrected">Null until the correction is sent, and in documents from before it was kept.</param>
internal sealed record DisputeDocument(
    string Id,
    string Type,
    string Account,
    string SortKey,
    string MerchantId,
    string Period,
    FlowDocument Flow,
    LineSide Side,
    string Reason,
    DateTimeOffset RaisedAt,
    DisputeStatus Status,
    string? Note,
    DateTimeOffset? AnsweredAt,
    bool? Owes,
    long? PointsCorrected = null
)
{
    public const string TypeName = "dispute";

    public static string PartitionOf(string merchantId) => $"{merchantId}~disputes";

    public static DisputeDocument From(Dispute it) =>
        new(
            it.DisputeId,
            TypeName,
            PartitionOf(it.MerchantId),
            it.SortKey,
            it.MerchantId,
            it.Period.ToString(),
            FlowDocument.From(it.Line.Flow),
            it.Line.Side,
            it.Reason,
            it.RaisedAt.ToUniversalTime(),
            it.Status,
            it.Note,
            it.AnsweredAt?.ToUniversalTime(),
            it.IsCorrectionPending ? true : null,
            it.PointsCorrected?.Value
        );

    public Dispute ToDispute() =>
        new(Id, MerchantId, PeriodOrMonthOfFlow, new(Flow.ToFlow(), Side), Reason, RaisedAt)
        {
            Status = Status,
            Note = Note,
            AnsweredAt = AnsweredAt,
            IsCorrectionPending = Owes == true,
            PointsCorrected = PointsCorrected is { } points ? new Points(points) : null,
        };

    private SettlementPeriod PeriodOrMonthOfFlow =>
        Period.Length == 0 ? SettlementPeriod.Containing(Flow.At) : SettlementPeriod.Parse(Period);
}
