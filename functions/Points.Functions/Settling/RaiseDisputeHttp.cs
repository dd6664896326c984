using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Points.Domain.Settling;
using Points.Functions.Access;
using Points.Functions.Http;
using Points.Functions.OpenApi;

namespace Points.Functions.Settling;

/// <summary>A merchant disputes a line of a statement.</summary>
[ApiTag(ApiTags.Settlement)]
public sealed class RaiseDisputeHttp(RaiseDisputeHandler handler, HttpPipeline pipeline)
{
    /// <summary>Disputes a line of a statement. A line is disputed once: a repeat shows the dispute as it is.</summary>
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
            isAllowed: caller => caller.MayActFor(merchantId),
            handle: async _ =>
            {
                if (PathIdValidation.FindProblem(merchantId) is { } problem)
                    return problem;
                if (SettlementPeriod.TryParse(period) is not { } settlementPeriod)
                    return Problems.InvalidPeriod;
                return await JsonBody.Read(
                    http,
                    needsIdempotencyKey: false,
                    DisputeBody.Read,
                    (body, _) => Raise(new(merchantId, settlementPeriod, body.LineId, body.Reason), ct),
                    ct
                );
            }
        );

    private async Task<IResult> Raise(RaiseDispute command, CancellationToken ct) =>
        (await handler.Handle(command, pipeline.Now, ct)).Match<IResult>(
            recorded: it =>
                DisputeView.Respond(it.IsNew ? StatusCodes.Status201Created : StatusCodes.Status200OK, it.Dispute),
            refused: Problems.From
        );
}
