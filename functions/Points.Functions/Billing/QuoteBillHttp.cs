using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Points.Domain;
using Points.Domain.Billing;
using Points.Domain.Enrolling;
using Points.Functions.Access;
using Points.Functions.Http;
using Points.Functions.Members;
using Points.Functions.OpenApi;

namespace Points.Functions.Billing;

/// <summary>Calculates what a member would pay.</summary>
[ApiTag(ApiTags.Earning)]
public sealed class QuoteBillHttp(QuoteBillHandler handler, CardReader cards, TillLocks tills, HttpPipeline pipeline)
{
    /// <summary>
    /// Calculates what a member would pay. Perks, and rewards that lower a bill, reduce it. Nothing is written.
    /// </summary>
    [Function("QuoteBill")]
    [Callers(Roles.Member | Roles.Merchant | Roles.Operator)]
    [RequestBody(typeof(BillBody))]
    [Response(StatusCodes.Status200OK, typeof(BillView))]
    [ProblemResponses(
        "not-found",
        "member-not-enrolled",
        "member-frozen",
        "not-eligible",
        "card-code-invalid",
        "too-many-wrong-codes",
        "not-enough-points",
        "merchant-not-in-programme",
        "limit-reached"
    )]
    public Task<IResult> Quote(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "members/{memberId}/bills/quote")] HttpRequest http,
        string memberId,
        CancellationToken ct
    ) =>
        pipeline.RunQuote(
            http,
            needed: CallerRule.ToActOn(memberId),
            handle: async caller =>
            {
                var body = await JsonBody.Read(http, ct);
                var toMerchant = !caller.IsOperator && !caller.IsMember(memberId);
                var (command, cardCode) = BillBody.Read(body.Fields, memberId);
                if (body.FindProblem() is { } problem)
                    return problem;
                if (toMerchant && !caller.IsMerchant(command.MerchantId))
                    return Problems.Forbidden(CallerRule.ToActFor(command.MerchantId));
                if (cardCode is not null && await tills.FindProblem(caller, pipeline.Now, ct) is { } locked)
                    return locked;
                var card = await cards.Check(cardCode, memberId, pipeline.Now, ct);
                if (card == CardCheck.Invalid)
                    return await tills.Refuse(new Refusal.CardCodeInvalid(), caller, pipeline.Now, ct);
                var quote = await handler.Handle(
                    command with
                    {
                        IsByStranger = toMerchant && card == CardCheck.None,
                    },
                    pipeline.Now,
                    ct
                );
                return Respond(quote, toMerchant, showsBalance: card == CardCheck.Confirmed);
            }
        );

    private static IResult Respond(BillQuote quote, bool toMerchant, bool showsBalance) =>
        quote.Match<IResult>(
            quoted: it => new ViewResponse<BillView>(
                StatusCodes.Status200OK,
                BillView.From(it, toMerchant, showsBalance),
                BillingJson.Default.BillView
            ),
            refused: Problems.From
        );
}
