using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Points.Domain.Redeeming;
using Points.Functions.Access;
using Points.Functions.Http;
using Points.Functions.OpenApi;
using Points.Functions.Wallets;

namespace Points.Functions.Redeeming;

/// <summary>Cancels holds.</summary>
[ApiTag(ApiTags.Redeeming)]
public sealed class CancelHoldHttp(CancelHoldHandler handler, HttpPipeline pipeline)
{
    /// <summary>
    /// Cancels a hold. Its points return to the member. If the merchant is at fault, it pays compensation, within
    /// the programme's cap and the member's limit. What exceeds them is withheld.
    /// </summary>
    [Function("Cancel")]
    [Callers(Roles.Member | Roles.Merchant | Roles.Operator)]
    [RequestBody(typeof(CancelBody), NeedsIdempotencyKey = true, CanBeEmpty = true)]
    [Response(StatusCodes.Status200OK, typeof(SettledView))]
    [ProblemResponses("not-found", "hold-expired", "already-settled", "budget-busy")]
    public Task<IResult> Cancel(
        [HttpTrigger(
            AuthorizationLevel.Anonymous,
            "post",
            Route = "members/{memberId}/redemptions/{redemptionId}/cancel"
        )]
            HttpRequest http,
        string memberId,
        string redemptionId,
        CancellationToken ct
    ) =>
        pipeline.RunAuthorized(
            http,
            needed: CallerRule.ToActOn(memberId),
            handle: async caller =>
            {
                var by = caller.ActorFor(memberId)!;
                var body = await JsonBody.Read(http, ct, canBeEmpty: true);
                var command = CancelBody.Read(body.Fields, redemptionId, by);
                if (body.FindProblem(out var key) is { } problem)
                    return problem;
                if (PathIdValidation.FindProblem(memberId, redemptionId) is { } invalidPath)
                    return invalidPath;
                var route = $"members/{memberId}/redemptions/{redemptionId}/cancel";
                var request = pipeline.CreateRequest(caller, memberId, route, key, command.Fingerprint()) with
                {
                    Reason = command.Reason,
                };
                var outcome = await handler.Handle(memberId, command, request, ct);
                return SettledResponse.From(outcome, Viewer.From(caller, memberId, holdsCode: false));
            }
        );
}
