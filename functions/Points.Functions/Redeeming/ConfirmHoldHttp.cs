using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Points.Domain.Redeeming;
using Points.Functions.Access;
using Points.Functions.Http;
using Points.Functions.OpenApi;

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
        new RedemptionStep<ConfirmHold>(
            "confirm",
            (reader, by) => ConfirmBody.Read(reader, redemptionId, by),
            command => command.Fingerprint(),
            (command, request) => handler.Handle(memberId, command, request, ct)
        )
        {
            CanBeEmpty = true,
        }.Run(pipeline, http, memberId, redemptionId, ct);
}
