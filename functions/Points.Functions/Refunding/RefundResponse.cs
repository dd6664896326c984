using Microsoft.AspNetCore.Http;
using Points.Domain.Ledger;
using Points.Functions.Http;
using Points.Functions.Wallets;

namespace Points.Functions.Refunding;

/// <summary>The answer to a refund, for HTTP and for merchants' messages.</summary>
internal static class RefundResponse
{
    public static JsonResponse From(Outcome outcome, Viewer viewer) =>
        OutcomeResponse.From(
            outcome,
            StatusCodes.Status201Created,
            entry => RefundView.From(entry, viewer),
            RefundingJson.Default.RefundView
        );
}
