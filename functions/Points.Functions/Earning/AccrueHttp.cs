using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Points.Domain.Earning;
using Points.Functions.Access;
using Points.Functions.Http;
using Points.Functions.OpenApi;

namespace Points.Functions.Earning;

/// <summary>Books purchases that merchants report.</summary>
[ApiTag(ApiTags.Earning)]
public sealed class AccrueHttp(AccrueHandler handler, HttpPipeline pipeline)
{
    /// <summary>
    /// Books a purchase. The answer shows the points earned, and why. An order earns once, whatever the key.
    /// </summary>
    [Function("Accrue")]
    [Callers(Roles.Merchant | Roles.Operator)]
    [RequestBody(typeof(AccrueBody), NeedsIdempotencyKey = true)]
    [Response(StatusCodes.Status201Created, typeof(AccrualView))]
    [ProblemResponses(
        "not-found",
        "member-not-enrolled",
        "member-frozen",
        "not-eligible",
        "merchant-not-in-programme",
        "order-already-accrued",
        "too-late",
        "programme-not-licensed",
        "budget-exhausted",
        "budget-busy",
        "limit-reached"
    )]
    public Task<IResult> Accrue(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "members/{memberId}/accruals")] HttpRequest http,
        string memberId,
        CancellationToken ct
    ) =>
        pipeline.RunBooking(
            http,
            $"members/{memberId}/accruals",
            isAllowed: caller => caller.MayActForMerchants,
            read: (reader, caller) => AccrueBody.Read(reader, memberId, caller.IsOperator),
            fingerprintOf: command => command.Fingerprint(),
            handle: async (command, request, caller) =>
                caller.MayActFor(command.MerchantId)
                    ? AccrualResponse.From(await handler.Handle(command, request, ct), toMerchant: !caller.IsOperator)
                    : Problems.Forbidden,
            ct
        );
}
