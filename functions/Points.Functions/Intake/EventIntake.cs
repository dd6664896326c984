using Points.Domain.Earning;
using Points.Domain.Ledger;
using Points.Domain.Refunding;
using Points.Functions.Earning;
using Points.Functions.Http;
using Points.Functions.Refunding;
using Points.Functions.Wallets;

namespace Points.Functions.Intake;

/// <summary>Books the events of merchants' messages with the handlers that serve the same requests over HTTP.</summary>
public sealed class EventIntake(AccrueHandler accrue, RefundHandler refund)
{
    internal Task<Outcome> Handle(MerchantEvent merchantEvent, Request request, CancellationToken ct) =>
        merchantEvent.Match(
            purchase: it => accrue.Handle(it, request, ct),
            refund: it => refund.Handle(it, request, ct)
        );

    /// <summary>Builds the answer that the merchant would have got over HTTP.</summary>
    internal static JsonResponse ToMerchantResponse(MerchantEvent merchantEvent, Outcome outcome) =>
        merchantEvent.Match(
            purchase: it => AccrualResponse.From(outcome, Viewer.Merchant(it.MerchantId, holdsCode: false)),
            refund: it => RefundResponse.From(outcome, Viewer.Merchant(it.MerchantId, holdsCode: false))
        );
}
