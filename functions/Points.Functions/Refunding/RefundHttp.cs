using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Points.Domain.Refunding;
using Points.Functions.Access;
using Points.Functions.Http;
using Points.Functions.OpenApi;

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
        "refund-exceeds-order",
        "refund-already-counted",
        "limit-reached"
    )]
    public Task<IResult> Refund(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "members/{memberId}/refunds")] HttpRequest http,
        string memberId,
        CancellationToken ct
    ) =>
        pipeline.RunBooking(
            http,
            $"members/{memberId}/refunds",
            isAllowed: caller => caller.MayActForMerchants,
            read: (reader, _) => RefundBody.Read(reader, memberId),
            fingerprintOf: command => command.Fingerprint(),
            handle: async (command, request, caller) =>
                caller.MayActFor(command.MerchantId)
                    ? RefundResponse.From(await handler.Handle(command, request, ct), toMerchant: !caller.IsOperator)
                    : Problems.Forbidden,
            ct
        );
}
