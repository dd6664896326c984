using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Points.Domain.Redeeming;
using Points.Functions.Access;
using Points.Functions.Http;
using Points.Functions.OpenApi;
using Points.Functions.Wallets;

namespace Points.Functions.Redeeming;

/// <summary>Reverses redemptions.</summary>
[ApiTag(ApiTags.Redeeming)]
public sealed class ReverseHttp(ReverseHandler handler, HttpPipeline pipeline)
{
    /// <summary>
    /// Reverses a redemption, in whole or in part. Its points return to their lots. If the merchant is at fault, it
    /// pays compensation, within the programme's cap and the member's limit. What exceeds them is withheld.
    /// </summary>
    [Function("Reverse")]
    [Callers(Roles.Merchant | Roles.Operator)]
    [RequestBody(typeof(ReverseBody), NeedsIdempotencyKey = true)]
    [Response(StatusCodes.Status200OK, typeof(SettledView))]
    [ProblemResponses("not-found", "not-eligible", "hold-expired", "already-settled", "limit-reached", "budget-busy")]
    public Task<IResult> Reverse(
        [HttpTrigger(
            AuthorizationLevel.Anonymous,
            "post",
            Route = "members/{memberId}/redemptions/{redemptionId}/reverse"
        )]
            HttpRequest http,
        string memberId,
        string redemptionId,
        CancellationToken ct
    ) =>
        pipeline.RunAuthorized(
            http,
            needed: CallerRule.AnyMerchant,
            handle: async caller =>
            {
                var by = caller.ActorFor(memberId)!;
                var body = await JsonBody.Read(http, ct);
                var command = ReverseBody.Read(body.Fields, redemptionId, by);
                if (body.FindProblem(out var key) is { } problem)
                    return problem;
                if (PathIdValidation.FindProblem(memberId, redemptionId) is { } invalidPath)
                    return invalidPath;
                var route = $"members/{memberId}/redemptions/{redemptionId}/reverse";
                var request = pipeline.CreateRequest(caller, memberId, route, key, command.Fingerprint()) with
                {
                    Reason = command.Reason,
                };
                var outcome = await handler.Handle(memberId, command, request, ct);
                return SettledResponse.From(outcome, Viewer.From(caller, memberId, holdsCode: false));
            }
        );
}
