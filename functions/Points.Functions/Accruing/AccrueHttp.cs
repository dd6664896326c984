using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Points.Domain.Accruing;
using Points.Functions.Access;
using Points.Functions.Earning;
using Points.Functions.Http;
using Points.Functions.Intake;
using Points.Functions.OpenApi;

namespace Points.Functions.Accruing;

/// <summary>Takes purchases from merchants, and tells what one would earn.</summary>
[Area(Areas.Earning)]
public sealed class AccrueHttp(Accruals accruals, EventIntake intake, Reception reception)
{
    /// <summary>Takes a purchase. It says what was earned, and why. An order earns once, whatever the key.</summary>
    [Function("Accrue")]
    [Callers(Roles.Merchant | Roles.Operator)]
    [Takes(typeof(AccrueBody), NeedsKey = true)]
    [Gives(StatusCodes.Status201Created, typeof(AccrualView))]
    [Refuses(
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
        intake.TakeHttp(
            http,
            $"members/{memberId}/accruals",
            (fields, byOperator) => MerchantEvent.Purchase(fields, memberId, byOperator),
            ct
        );

    /// <summary>Tells what a purchase would earn. Nothing is written.</summary>
    [Function("QuoteAccrual")]
    [Callers(Roles.Member | Roles.Merchant | Roles.Operator)]
    [Takes(typeof(AccrueBody))]
    [Gives(StatusCodes.Status200OK, typeof(QuoteView))]
    [Refuses(
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
        reception.Answer(
            http,
            may: caller => caller.MayPost || caller.IsMember(memberId),
            act: caller =>
                Body.Read(
                    http,
                    needsKey: false,
                    read: fields => AccrueBody.Read(fields, memberId, caller.IsOperator),
                    then: async (command, _) =>
                    {
                        if (!caller.IsMember(memberId) && !caller.MayPostFor(command.MerchantId))
                            return Problems.Forbidden;
                        return (await accruals.Quote(command, reception.Now, ct)).Match<IResult>(
                            accepted: it => new Answer<QuoteView>(
                                StatusCodes.Status200OK,
                                QuoteView.Of(
                                    it.Posting.Entries[^1],
                                    toMerchant: !caller.IsOperator && !caller.IsMember(memberId)
                                ),
                                EarningJson.Default.QuoteView
                            ),
                            refused: Problems.Of
                        );
                    },
                    ct
                )
        );
}
