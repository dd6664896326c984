using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Points.Functions.Intake;

namespace Points.Functions.Refunding;

/// <summary>Takes refunds from merchants.</summary>
public sealed class RefundHttp(EventIntake intake)
{
    [Function("Refund")]
    public Task<IResult> Refund(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "members/{memberId}/refunds")] HttpRequest http,
        string memberId, CancellationToken ct) =>
        intake.TakeHttp(http, $"members/{memberId}/refunds", (fields, _) => MerchantEvent.Refund(fields, memberId), ct);
}
