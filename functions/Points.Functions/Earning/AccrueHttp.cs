using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Points.Domain.Earning;
using Points.Functions.Access;
using Points.Functions.Http;
using Points.Functions.Intake;
using Points.Functions.OpenApi;

namespace Points.Functions.Earning;

/// <summary>Takes purchases from merchants, and tells what one would earn.</summary>
[ApiTag(ApiTags.Earning)]
public sealed class AccrueHttp(AccrueHandler handler, EventIntake intake, HttpPipeline pipeline)
{
    /// <summary>Takes a purchase. It says what was earned, and why. An order earns once, whatever the key.</summary>
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
        intake.HandleHttp(
            http,
            $"members/{memberId}/accruals",
            (reader, byOperator) => MerchantEvent.ReadPurchase(reader, memberId, byOperator),
            ct
        );

    /// <summary>Tells what a purchase would earn. Nothing is written.</summary>
    [Function("QuoteAccrual")]
    [Callers(Roles.Member | Roles.Merchant | Roles.Operator)]
    [RequestBody(typeof(AccrueBody))]
    [Response(StatusCodes.Status200OK, typeof(QuoteView))]
    [ProblemResponses(
        "not-found",
        "member-not-enrolled",
        "member-frozen",
        "not-eligible",
        "merchant-not-in-programme",
        "too-late",
        "programme-not-licensed",
        "limit-reached"
    )]
    public Task<IResult> Quote(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "members/{memberId}/accruals/quote")]
            HttpRequest http,
        string memberId,
        CancellationToken ct
    ) =>
        pipeline.RunAuthorized(
            http,
            isAllowed: caller => caller.MayPost || caller.IsMember(memberId),
            handle: caller =>
                JsonBody.Read(
                    http,
                    needsIdempotencyKey: false,
                    read: reader => AccrueBody.Read(reader, memberId, caller.IsOperator),
                    then: async (command, _) =>
                    {
                        if (!caller.IsMember(memberId) && !caller.MayPostFor(command.MerchantId))
                            return Problems.Forbidden;
                        return (await handler.Quote(command, pipeline.Now, ct)).Match<IResult>(
                            accepted: it => new ViewResponse<QuoteView>(
                                StatusCodes.Status200OK,
                                QuoteView.From(
                                    it.PendingChange.Entries[^1],
                                    toMerchant: !caller.IsOperator && !caller.IsMember(memberId)
                                ),
                                EarningJson.Default.QuoteView
                            ),
                            refused: Problems.From
                        );
                    },
                    ct
                )
        );
}
