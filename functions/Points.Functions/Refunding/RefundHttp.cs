using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Points.Functions.Access;
using Points.Functions.Intake;
using Points.Functions.OpenApi;

namespace Points.Functions.Refunding;

/// <summary>Takes refunds from merchants.</summary>
[Area(Areas.Earning)]
public sealed class RefundHttp(EventIntake intake)
{
    /// <summary>Takes back what a refunded order earned. A refund that comes before its purchase waits for it. A refund counts once, whatever the key.</summary>
    [Function("Refund")]
    [Callers(Roles.Merchant | Roles.Operator)]
    [Takes(typeof(RefundBody), NeedsKey = true)]
    [Gives(StatusCodes.Status201Created, typeof(RefundView))]
    [Refuses(
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
        intake.TakeHttp(http, $"members/{memberId}/refunds", (fields, _) => MerchantEvent.Refund(fields, memberId), ct);
}
