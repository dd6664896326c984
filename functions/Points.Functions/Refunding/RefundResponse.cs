using Microsoft.AspNetCore.Http;
using Points.Domain.Ledger;
using Points.Functions.Http;

namespace Points.Functions.Refunding;

/// <summary>The answer to a refund, for HTTP and for merchants' messages.</summary>
internal static class RefundResponse
{
    /// <param name="toMerchant">Merchants see nothing that reveals the member's age, grade or tier.</param>
    public static JsonResponse From(Outcome outcome, bool toMerchant) =>
        OutcomeResponse.From(
            outcome,
            StatusCodes.Status201Created,
            entry => RefundView.From(entry, toMerchant),
            RefundingJson.Default.RefundView
        );
}
