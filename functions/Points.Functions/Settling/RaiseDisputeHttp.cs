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
            needed: CallerRule.ToActFor(merchantId),
            handle: async caller =>
            {
                if (PathIdValidation.FindProblem(merchantId) is { } invalidPath)
                    return invalidPath;
                if (SettlementPeriod.TryParse(period) is not { } settlementPeriod)
                    return Problems.InvalidPeriod;
                var body = await JsonBody.Read(http, ct);
                var dispute = DisputeBody.Read(body.Fields);
                if (body.FindProblem() is { } problem)
                    return problem;
                var command = new RaiseDispute(merchantId, settlementPeriod, dispute.LineId, dispute.Reason);
                var outcome = await handler.Handle(command, caller.ToRequester(), pipeline.Now, ct);
                return outcome.Match<IResult>(recorded: Respond, refused: Problems.From);
            }
        );

    private static ViewResponse<DisputeView> Respond(DisputeOutcome.Recorded it) =>
        DisputeView.Respond(it.IsNew ? StatusCodes.Status201Created : StatusCodes.Status200OK, it.Dispute);
}
