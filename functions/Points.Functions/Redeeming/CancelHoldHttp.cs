using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Points.Domain.Redeeming;
using Points.Functions.Access;
using Points.Functions.Http;
using Points.Functions.OpenApi;

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
        new RedemptionStep<CancelHold>(
            "cancel",
            (reader, by) => CancelBody.Read(reader, redemptionId, by),
            command => command.Fingerprint(),
            (command, request) => handler.Handle(memberId, command, request, ct)
        )
        {
            IsMemberAllowed = true,
            CanBeEmpty = true,
        }.Run(pipeline, http, memberId, redemptionId, ct);
}
