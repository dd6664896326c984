using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Points.Domain.Refunding;
using Points.Functions.Access;
using Points.Functions.Http;
using Points.Functions.OpenApi;
using Points.Functions.Wallets;

namespace Points.Functions.Refunding;

/// <summary>Books refunds that merchants report.</summary>
[ApiTag(ApiTags.Earning)]
public sealed class RefundHttp(RefundHandler handler, HttpPipeline pipeline)
{
    /// <summary>
    /// Takes back the points that a refunded order earned. A refund that arrives before its purchase waits for it. A
    /// refund counts once, whatever the key.
    /// </summary>
    [Function("Refund")]
    [Callers(Roles.Merchant | Roles.Operator)]
    [RequestBody(typeof(RefundBody), NeedsIdempotencyKey = true)]
    [Response(StatusCodes.Status201Created, typeof(RefundView))]
    [ProblemResponses(
        "not-found",
        "member-not-enrolled",
        "merchant-not-in-programme",
        "order-of-another-member",
        "order-busy",
        "refund-exceeds-order",
        "refund-already-counted",
        "limit-reached"
    )]
    public Task<IResult> Refund(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "members/{memberId}/refunds")] HttpRequest http,
        string memberId,
        CancellationToken ct
    ) =>
        pipeline.RunAuthorized(
            http,
            needed: CallerRule.AnyMerchant,
            handle: async caller =>
            {
                var body = await JsonBody.Read(http, ct);
                var command = RefundBody.Read(body.Fields, memberId) with { ByOperator = caller.IsOperator };
                if (body.FindProblem(out var key) is { } problem)
                    return problem;
                if (!caller.MayActFor(command.MerchantId))
                    return Problems.Forbidden(CallerRule.ToActFor(command.MerchantId));
                var request = pipeline.CreateRequest(
                    caller,
                    memberId,
                    $"members/{memberId}/refunds",
                    key,
                    command.Fingerprint()
                );
                var outcome = await handler.Handle(command, request, ct);
                return RefundResponse.From(outcome, Viewer.From(caller, memberId, holdsCode: false));
            }
        );
}
