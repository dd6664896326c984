using Microsoft.AspNetCore.Http;
using Points.Domain.Accruing;
using Points.Domain.Deciding;
using Points.Domain.Reading;
using Points.Domain.Refunding;
using Points.Functions.Accruing;
using Points.Functions.Earning;
using Points.Functions.Http;
using Points.Functions.Refunding;

namespace Points.Functions.Intake;

/// <summary>Takes what merchants post, and says what came of it: one way for HTTP and for messages.</summary>
public sealed class EventIntake(Accruals accruals, Refunds refunds, Reception reception)
{
    /// <param name="route">Together with caller and key it tells one request from another.</param>
    /// <param name="read">Reads the body; whether an operator posts it is the second argument.</param>
    internal Task<IResult> TakeHttp(
        HttpRequest http,
        string route,
        Func<Fields, bool, MerchantEvent> read,
        CancellationToken ct
    ) =>
        reception.Answer(
            http,
            may: caller => caller.MayPost,
            act: caller =>
                Body.Read(
                    http,
                    needsKey: true,
                    read: fields => read(fields, caller.IsOperator),
                    then: async (posted, key) =>
                    {
                        if (!caller.MayPostFor(posted.MerchantId))
                            return Problems.Forbidden;
                        var request = Request.From(caller.KeyScope, route, key, posted.Fingerprint(), reception.Now);
                        return AnswerOf(posted, await Handle(posted, request, ct), toMerchant: !caller.IsOperator);
                    },
                    ct
                )
        );

    internal Task<Outcome> Handle(MerchantEvent posted, Request request, CancellationToken ct) =>
        posted.Match(purchase: it => accruals.Handle(it, request, ct), refund: it => refunds.Handle(it, request, ct));

    /// <param name="toMerchant">Merchants are shown nothing that tells the member's age, grade or tier.</param>
    internal static JsonAnswer AnswerOf(MerchantEvent posted, Outcome outcome, bool toMerchant) =>
        posted.Match(
            purchase: _ =>
                Answers.Of(
                    outcome,
                    StatusCodes.Status201Created,
                    entry => AccrualView.Of(entry, toMerchant),
                    EarningJson.Default.AccrualView
                ),
            refund: _ =>
                Answers.Of(
                    outcome,
                    StatusCodes.Status201Created,
                    entry => RefundView.Of(entry, toMerchant),
                    RefundingJson.Default.RefundView
                )
        );
}
