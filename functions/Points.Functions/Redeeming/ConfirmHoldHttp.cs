using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Points.Domain.Redeeming;
using Points.Functions.Access;
using Points.Functions.Http;
using Points.Functions.OpenApi;
using Points.Functions.Wallets;

namespace Points.Functions.Redeeming;

/// <summary>Confirms holds.</summary>
[ApiTag(ApiTags.Redeeming)]
public sealed class ConfirmHoldHttp(ConfirmHoldHandler handler, HttpPipeline pipeline)
{
    /// <summary>Confirms a hold. The reward was given, and the held points are spent.</summary>
    [Function("Confirm")]
    [Callers(Roles.Merchant | Roles.Operator)]
    [RequestBody(typeof(ConfirmBody), NeedsIdempotencyKey = true, CanBeEmpty = true)]
    [Response(StatusCodes.Status200OK, typeof(SettledView))]
    [ProblemResponses("not-found", "member-frozen", "hold-expired", "already-settled")]
    public Task<IResult> Confirm(
        [HttpTrigger(
            AuthorizationLevel.Anonymous,
            "post",
            Route = "members/{memberId}/redemptions/{redemptionId}/confirm"
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
                var body = await JsonBody.Read(http, ct, canBeEmpty: true);
                var command = ConfirmBody.Read(body.Fields, redemptionId, by);
                if (body.FindProblem(out var key) is { } problem)
                    return problem;
                if (PathIdValidation.FindProblem(memberId, redemptionId) is { } invalidPath)
                    return invalidPath;
                var route = $"members/{memberId}/redemptions/{redemptionId}/confirm";
                var request = pipeline.CreateRequest(caller, memberId, route, key, command.Fingerprint());
                var outcome = await handler.Handle(memberId, command, request, ct);
                return SettledResponse.From(outcome, Viewer.From(caller, memberId, holdsCode: false));
            }
        );
}
