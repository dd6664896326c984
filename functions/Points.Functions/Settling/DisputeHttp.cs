using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Points.Domain.Ports;
using Points.Domain.Reading;
using Points.Domain.Settling;
using Points.Functions.Http;

namespace Points.Functions.Settling;

/// <summary>A merchant says that a line is wrong; an operator answers.</summary>
public sealed class DisputeHttp(Disputes disputes, IDisputes kept, Reception reception)
{
    [Function("RaiseDispute")]
    public Task<IResult> Raise(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "partners/{merchantId}/statements/{period}/disputes")] HttpRequest http,
        string merchantId, string period, CancellationToken ct) =>
        reception.Answer(http, may: caller => caller.MayPostFor(merchantId), act: async _ =>
        {
            if (PathIds.FirstFault(merchantId) is { } fault) return fault;
            if (SettlementPeriod.TryParse(period) is not { } asked) return Problems.NoPeriod;
            return await Body.Read(http, needsKey: false, ReadDispute, async (body, _) =>
            {
                var (dispute, isNew, refusal) = await disputes.Raise(merchantId, asked, body.LineId, body.Reason, reception.Now, ct);
                return refusal is null ? Shown(dispute!, isNew ? StatusCodes.Status201Created : StatusCodes.Status200OK) : Problems.Of(refusal);
            }, ct);
        });

    [Function("Disputes")]
    public Task<IResult> List(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "partners/{merchantId}/disputes")] HttpRequest http, string merchantId, CancellationToken ct) =>
        reception.Answer(http, may: caller => caller.MayReadOf(merchantId), act: async _ =>
        {
            if (PathIds.FirstFault(merchantId) is { } fault) return fault;
            var asked = KeyPaging.Of(http, isKey: _ => true);
            if (!asked.Succeeded(out var paging)) return Problems.Invalid(asked.Faults);
            var page = paging.Page(await kept.Of(merchantId, paging.From, paging.Limit + 1, ct), DisputeView.Of, it => it.Order);
            return new Answer<ListView<DisputeView>>(StatusCodes.Status200OK, page, HttpJson.Default.ListViewDisputeView);
        });

    [Function("AnswerDispute")]
    public Task<IResult> Answer(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "partners/{merchantId}/disputes/{disputeId}/answer")] HttpRequest http,
        string merchantId, string disputeId, CancellationToken ct) =>
        reception.Answer(http, may: caller => caller.IsOperator, act: async _ =>
        {
            if (PathIds.FirstFault(merchantId, disputeId) is { } fault) return fault;
            return await Body.Read(http, needsKey: false, ReadAnswer, async (body, _) =>
            {
                var (dispute, refusal) = await disputes.Answer(merchantId, disputeId, body.Accepts, body.Note, reception.Now, ct);
                return refusal is null ? Shown(dispute!, StatusCodes.Status200OK) : Problems.Of(refusal);
            }, ct);
        });

    private static readonly Dictionary<string, bool> Decisions = new(StringComparer.Ordinal) { ["accepted"] = true, ["rejected"] = false };

    private static DisputeBody ReadDispute(Fields fields)
    {
        var lineId = fields.Id("lineId");
        if (!SettlementLine.IsId(lineId)) fields.Fault("lineId", "must be the id of a line of the statement");
        return new(lineId, fields.Text("reason", Dispute.TextLengthMax));
    }

    private static AnswerBody ReadAnswer(Fields fields) => new(fields.Choice("decision", Decisions), fields.Text("note", Dispute.TextLengthMax));

    private static Answer<DisputeView> Shown(Dispute dispute, int status) => new(status, DisputeView.Of(dispute), HttpJson.Default.DisputeView);

    private sealed record DisputeBody(string LineId, string Reason);

    private sealed record AnswerBody(bool Accepts, string Note);
}
