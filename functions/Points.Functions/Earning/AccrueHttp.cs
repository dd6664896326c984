using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Points.Domain.Earning;
using Points.Domain.Ledger;
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
        "limit-reached"
    )]
    public Task<IResult> Accrue(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "members/{memberId}/accruals")] HttpRequest http,
        string memberId,
        CancellationToken ct
    ) =>
        pipeline.RunAuthorized(
            http,
            isAllowed: caller => caller.MayActForMerchants,
            handle: caller =>
                JsonBody.Read(
                    http,
                    needsIdempotencyKey: true,
                    read: reader => AccrueBody.Read(reader, memberId, caller.IsOperator),
                    then: async (command, key) =>
                    {
                        if (!caller.MayActFor(command.MerchantId))
                            return Problems.Forbidden;
                        var request = Request.From(
                            caller.IdempotencyScope,
                            $"members/{memberId}/accruals",
                            key,
                            command.Fingerprint(),
                            pipeline.Now
                        );
                        return AccrualResponse.From(
                            await handler.Handle(command, request, ct),
                            toMerchant: !caller.IsOperator
                        );
                    },
                    ct
                )
        );
}
