using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Points.Domain;
using Points.Domain.Earning;
using Points.Domain.Enrolling;
using Points.Domain.Ledger;
using Points.Functions.Access;
using Points.Functions.Http;
using Points.Functions.Members;
using Points.Functions.OpenApi;
using Points.Functions.Wallets;

namespace Points.Functions.Earning;

/// <summary>Shows members and merchants what a purchase would earn.</summary>
[ApiTag(ApiTags.Earning)]
public sealed class QuoteAccrualHttp(
    QuoteAccrualHandler handler,
    CardReader cards,
    TillLocks tills,
    HttpPipeline pipeline
)
{
    /// <summary>Shows what a purchase would earn. Nothing is written.</summary>
    [Function("QuoteAccrual")]
    [Callers(Roles.Member | Roles.Merchant | Roles.Operator)]
    [RequestBody(typeof(AccrueBody))]
    [Response(StatusCodes.Status200OK, typeof(QuoteView))]
    [ProblemResponses(
        "not-found",
        "member-not-enrolled",
        "member-frozen",
        "not-eligible",
        "card-code-invalid",
        "too-many-wrong-codes",
        "merchant-not-in-programme",
        "already-settled",
        "hold-expired",
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
        pipeline.RunQuote(
            http,
            needed: CallerRule.ToActOn(memberId),
            handle: async caller =>
            {
                var body = await JsonBody.Read(http, ct);
                var (purchase, cardCode) = AccrueBody.Read(body.Fields, memberId, caller.IsOperator);
                if (body.FindProblem() is { } problem)
                    return problem;
                if (!caller.IsMember(memberId) && !caller.MayActFor(purchase.MerchantId))
                    return Problems.Forbidden(CallerRule.ToActFor(purchase.MerchantId));
                if (cardCode is not null && await tills.FindProblem(caller, pipeline.Now, ct) is { } locked)
                    return locked;
                var card = await cards.Check(cardCode, memberId, pipeline.Now, ct);
                if (card == CardCheck.Invalid)
                    return await tills.Refuse(new Refusal.CardCodeInvalid(), caller, pipeline.Now, ct);
                var isPresent = card == CardCheck.Confirmed || caller.IsMember(memberId);
                var quote = new QuoteAccrual(purchase with { IsMemberPresent = isPresent });
                var decision = await handler.Handle(quote, pipeline.Now, ct);
                var viewer = Viewer.From(caller, memberId, holdsCode: card == CardCheck.Confirmed);
                return Respond(decision, viewer, showsBalance: card == CardCheck.Confirmed);
            }
        );

    private static IResult Respond(Decision decision, Viewer viewer, bool showsBalance) =>
        decision.Match<IResult>(
            accepted: it => new ViewResponse<QuoteView>(
                StatusCodes.Status200OK,
                QuoteView.From(it.PendingChange.RequestEntry, viewer, showsBalance),
                EarningJson.Default.QuoteView
            ),
            refused: Problems.From
        );
}
