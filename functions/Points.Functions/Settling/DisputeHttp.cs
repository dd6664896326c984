using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Points.Domain.Settling;
using Points.Functions.Access;
using Points.Functions.Http;
using Points.Functions.OpenApi;

namespace Points.Functions.Settling;

/// <summary>A merchant says that a line is wrong; an operator answers.</summary>
[ApiTag(ApiTags.Settlement)]
public sealed class DisputeHttp(DisputeHandler disputes, IDisputes kept, HttpPipeline pipeline)
{
    /// <summary>Says that a line of a statement is wrong. A line is disputed once: the dispute that is there is shown.</summary>
    [Function("RaiseDispute")]
    [Callers(Roles.Merchant | Roles.Operator)]
    [RequestBody(typeof(DisputeBody))]
    [Response(StatusCodes.Status200OK, typeof(DisputeView))]
    [Response(StatusCodes.Status201Created, typeof(DisputeView))]
    [ProblemResponses("not-found", "not-eligible")]
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
        pipeline.RunAuthorized(
            http,
            isAllowed: caller => caller.MayPostFor(merchantId),
            handle: async _ =>
            {
                if (PathIdValidation.FindProblem(merchantId) is { } fault)
                    return fault;
                if (SettlementPeriod.TryParse(period) is not { } asked)
                    return Problems.InvalidPeriod;
                return await JsonBody.Read(
                    http,
                    needsIdempotencyKey: false,
                    DisputeBody.Read,
                    async (body, _) =>
                    {
                        var (dispute, isNew, refusal) = await disputes.Raise(
                            merchantId,
                            asked,
                            body.LineId,
                            body.Reason,
                            pipeline.Now,
                            ct
                        );
                        return refusal is null
                            ? ToResponse(dispute!, isNew ? StatusCodes.Status201Created : StatusCodes.Status200OK)
                            : Problems.From(refusal);
                    },
                    ct
                );
            }
        );

    /// <summary>Lists a merchant's disputes.</summary>
    [Function("Disputes")]
    [Callers(Roles.Merchant | Roles.Operator | Roles.Auditor)]
    [Paged]
    [Response(StatusCodes.Status200OK, typeof(ListView<DisputeView>))]
    public Task<IResult> List(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "partners/{merchantId}/disputes")] HttpRequest http,
        string merchantId,
        CancellationToken ct
    ) =>
        pipeline.RunAuthorized(
            http,
            isAllowed: caller => caller.MayReadMerchant(merchantId),
            handle: async _ =>
            {
                if (PathIdValidation.FindProblem(merchantId) is { } fault)
                    return fault;
                var asked = KeyPageRequest.Read(http, isKey: _ => true);
                if (!asked.TryGetValue(out var paging))
                    return Problems.Invalid(asked.Errors);
                var page = paging.ToListView(
                    await kept.List(merchantId, paging.After, paging.Limit + 1, ct),
                    DisputeView.From,
                    it => it.SortKey
                );
                return new ViewResponse<ListView<DisputeView>>(
                    StatusCodes.Status200OK,
                    page,
                    SettlingJson.Default.ListViewDisputeView
                );
            }
        );

    /// <summary>Answers a dispute, for good: a line that is wrong is taken back in the month of the answer.</summary>
    [Function("AnswerDispute")]
    [Callers(Roles.Operator)]
    [RequestBody(typeof(AnswerBody))]
    [Response(StatusCodes.Status200OK, typeof(DisputeView))]
    [ProblemResponses("not-found", "already-settled")]
    public Task<IResult> Answer(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "partners/{merchantId}/disputes/{disputeId}/answer")]
            HttpRequest http,
        string merchantId,
        string disputeId,
        CancellationToken ct
    ) =>
        pipeline.RunAuthorized(
            http,
            isAllowed: caller => caller.IsOperator,
            handle: async _ =>
            {
                if (PathIdValidation.FindProblem(merchantId, disputeId) is { } fault)
                    return fault;
                return await JsonBody.Read(
                    http,
                    needsIdempotencyKey: false,
                    AnswerBody.Read,
                    async (body, _) =>
                    {
                        var (dispute, refusal) = await disputes.Answer(
                            merchantId,
                            disputeId,
                            body.Accepts,
                            body.Note,
                            pipeline.Now,
                            ct
                        );
                        return refusal is null ? ToResponse(dispute!, StatusCodes.Status200OK) : Problems.From(refusal);
                    },
                    ct
                );
            }
        );

    private static ViewResponse<DisputeView> ToResponse(Dispute dispute, int status) =>
        new(status, DisputeView.From(dispute), SettlingJson.Default.DisputeView);
}
