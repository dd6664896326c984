using Points.Domain.Settling;
using Points.Functions.Http;
using Points.Functions.OpenApi;

namespace Points.Functions.Settling;

/// <summary>A merchant's dispute, and the operator's answer.</summary>
/// <param name="PointsCorrected">
/// The points that an accepted dispute takes back: fewer than the line's if reversals had returned some of them.
/// </param>
internal sealed record DisputeView(
    string DisputeId,
    string MerchantId,
    string Period,
    string LineId,
    string Kind,
    long Points,
    [OneOf(typeof(DisputeStatus))] string Status,
    string Reason,
    DateTimeOffset RaisedAt,
    string? Note,
    DateTimeOffset? AnsweredAt,
    long? PointsCorrected
)
{
    public static DisputeView From(Dispute it) =>
        new(
            it.DisputeId,
            it.MerchantId,
            it.Period.ToString(),
            it.Line.LineId,
            SettlementLineCsv.KindOf(it.Line),
            it.Line.Flow.Points.Value,
            it.Status.ToString().ToLowerInvariant(),
            it.Reason,
            it.RaisedAt,
            it.Note,
            it.AnsweredAt,
            it.PointsCorrected?.Value
        );

    public static JsonResponse Respond(DisputeOutcome outcome, int status) =>
        outcome.Match<JsonResponse>(recorded: it => Respond(status, it.Dispute), refused: Problems.From);

    public static ViewResponse<DisputeView> Respond(int status, Dispute dispute) =>
        new(status, From(dispute), SettlingJson.Default.DisputeView);
}
