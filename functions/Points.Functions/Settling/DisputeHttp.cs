using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Points.Domain.Ports;
using Points.Domain.Settling;
using Points.Functions.Access;
using Points.Functions.Http;
using Points.Functions.OpenApi;

namespace Points.Functions.Settling;

/// <summary>A merchant says that a line is wrong; an operator answers.</summary>
[Area(Areas.Settlement)]
public sealed class DisputeHttp(Disputes disputes, IDisputes kept, Reception reception)
{
    /// <summary>Says that a line of a statement is wrong. A line is disputed once: the dispute that is there is shown.</summary>
    [Function("RaiseDispute")]
    [Callers(Roles.Merchant | Roles.Operator)]
    [Takes(typeof(DisputeBody))]
    [Gives(StatusCodes.Status200OK, typeof(DisputeView))]
    [Gives(StatusCodes.Status201Created, typeof(DisputeView))]
    [Refuses("not-found", "not-eligible")]
    public Task<IResult> Raise(
        [HttpTrigger(
            AuthorizationLevel.Anonymous,
            "post",
            Route = "partners/{merchantId}/statements/{period}/disputes"
        )]
            HttpRequest http,
        string merchantId,
        string period,
        CancellationToken ct
    ) =>
        reception.Answer(
            http,
            may: caller => caller.MayPostFor(merchantId),
            act: async _ =>
            {
                if (PathIds.FirstFault(merchantId) is { } fault)
                    return fault;
                if (SettlementPeriod.TryParse(period) is not { } asked)
                    return Problems.NoPeriod;
                return await Body.Read(
                    http,
                    needsKey: false,
                    DisputeBody.Read,
                    async (body, _) =>
                    {
                        var (dispute, isNew, refusal) = await disputes.Raise(
                            merchantId,
                            asked,
                            body.LineId,
                            body.Reason,
                            reception.Now,
                            ct
                        );
                        return refusal is null
                            ? Shown(dispute!, isNew ? StatusCodes.Status201Created : StatusCodes.Status200OK)
                            : Problems.Of(refusal);
                    },
                    ct
                );
            }
        );

    /// <summary>Lists a merchant's disputes.</summary>
    [Function("Disputes")]
    [Callers(Roles.Merchant | Roles.Operator | Roles.Auditor)]
    [Pages]
    [Gives(StatusCodes.Status200OK, typeof(ListView<DisputeView>))]
    public Task<IResult> List(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "partners/{merchantId}/disputes")] HttpRequest http,
        string merchantId,
        CancellationToken ct
    ) =>
        reception.Answer(
            http,
            may: caller => caller.MayReadOf(merchantId),
            act: async _ =>
            {
                if (PathIds.FirstFault(merchantId) is { } fault)
                    return fault;
                var asked = KeyPaging.Of(http, isKey: _ => true);
                if (!asked.Succeeded(out var paging))
                    return Problems.Invalid(asked.Faults);
                var page = paging.Page(
                    await kept.Of(merchantId, paging.From, paging.Limit + 1, ct),
                    DisputeView.Of,
                    it => it.Order
                );
                return new Answer<ListView<DisputeView>>(
                    StatusCodes.Status200OK,
                    page,
                    SettlingJson.Default.ListViewDisputeView
                );
            }
        );

    /// <summary>Answers a dispute, for good: a line that is wrong is taken back in the month of the answer.</summary>
    [Function("AnswerDispute")]
    [Callers(Roles.Operator)]
    [Takes(typeof(AnswerBody))]
    [Gives(StatusCodes.Status200OK, typeof(DisputeView))]
    [Refuses("not-found", "already-settled")]
    public Task<IResult> Answer(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "partners/{merchantId}/disputes/{disputeId}/answer")]
            HttpRequest http,
        string merchantId,
        string disputeId,
        CancellationToken ct
    ) =>
        reception.Answer(
            http,
            may: caller => caller.IsOperator,
            act: async _ =>
            {
                if (PathIds.FirstFault(merchantId, disputeId) is { } fault)
                    return fault;
                return await Body.Read(
                    http,
                    needsKey: false,
                    AnswerBody.Read,
                    async (body, _) =>
                    {
                        var (dispute, refusal) = await disputes.Answer(
                            merchantId,
                            disputeId,
                            body.Accepts,
                            body.Note,
                            reception.Now,
                            ct
                        );
                        return refusal is null ? Shown(dispute!, StatusCodes.Status200OK) : Problems.Of(refusal);
                    },
                    ct
                );
            }
        );

    private static Answer<DisputeView> Shown(Dispute dispute, int status) =>
        new(status, DisputeView.Of(dispute), SettlingJson.Default.DisputeView);
}
