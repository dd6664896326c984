using Microsoft.AspNetCore.Http;
using Points.Domain.Earning;
using Points.Domain.Ledger;
using Points.Domain.Reading;
using Points.Domain.Refunding;
using Points.Functions.Earning;
using Points.Functions.Http;
using Points.Functions.Refunding;

namespace Points.Functions.Intake;

/// <summary>Takes what merchants post, and says what came of it: one way for HTTP and for messages.</summary>
public sealed class EventIntake(AccrueHandler accrue, RefundHandler refund, HttpPipeline pipeline)
{
    /// <param name="route">Together with caller and key it tells one request from another.</param>
    /// <param name="read">Reads the body; whether an operator posts it is the second argument.</param>
    internal Task<IResult> HandleHttp(
        HttpRequest http,
        string route,
        Func<FieldReader, bool, MerchantEvent> read,
        CancellationToken ct
    ) =>
        pipeline.RunAuthorized(
            http,
            isAllowed: caller => caller.MayPost,
            handle: caller =>
                JsonBody.Read(
                    http,
                    needsIdempotencyKey: true,
                    read: reader => read(reader, caller.IsOperator),
                    then: async (posted, key) =>
                    {
                        if (!caller.MayPostFor(posted.MerchantId))
                            return Problems.Forbidden;
                        var request = Request.From(
                            caller.IdempotencyScope,
                            route,
                            key,
                            posted.Fingerprint(),
                            pipeline.Now
                        );
                        return ToResponse(posted, await Handle(posted, request, ct), toMerchant: !caller.IsOperator);
                    },
                    ct
                )
        );

    internal Task<Outcome> Handle(MerchantEvent posted, Request request, CancellationToken ct) =>
        posted.Match(purchase: it => accrue.Handle(it, request, ct), refund: it => refund.Handle(it, request, ct));

    /// <param name="toMerchant">Merchants are shown nothing that tells the member's age, grade or tier.</param>
    internal static JsonResponse ToResponse(MerchantEvent posted, Outcome outcome, bool toMerchant) =>
        posted.Match(
            purchase: _ =>
                OutcomeResponse.From(
                    outcome,
                    StatusCodes.Status201Created,
                    entry => AccrualView.From(entry, toMerchant),
                    EarningJson.Default.AccrualView
                ),
            refund: _ =>
                OutcomeResponse.From(
                    outcome,
                    StatusCodes.Status201Created,
                    entry => RefundView.From(entry, toMerchant),
                    RefundingJson.Default.RefundView
                )
        );
}
