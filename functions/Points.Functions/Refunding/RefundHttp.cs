using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Points.Functions.Access;
using Points.Functions.Intake;
using Points.Functions.OpenApi;

namespace Points.Functions.Refunding;

/// <summary>Takes refunds from merchants.</summary>
[ApiTag(ApiTags.Earning)]
public sealed class RefundHttp(EventIntake intake)
{
    /// <summary>Takes back what a refunded order earned. A refund that comes before its purchase waits for it. A refund counts once, whatever the key.</summary>
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
        intake.HandleHttp(
            http,
            $"members/{memberId}/refunds",
            (reader, _) => MerchantEvent.ReadRefund(reader, memberId),
            ct
        );
}
