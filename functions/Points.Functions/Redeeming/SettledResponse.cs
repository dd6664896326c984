using Microsoft.AspNetCore.Http;
using Points.Domain.Ledger;
using Points.Functions.Http;

namespace Points.Functions.Redeeming;

/// <summary>The answer to a confirmation, a cancellation or a reversal of a redemption.</summary>
internal static class SettledResponse
{
    /// <param name="toMerchant">Merchants see nothing that reveals the member's age, grade or tier.</param>
    public static JsonResponse From(Outcome outcome, bool toMerchant) =>
        OutcomeResponse.From(
            outcome,
            StatusCodes.Status200OK,
            entry => SettledView.From(entry, toMerchant),
            RedeemingJson.Default.SettledView
        );
}
