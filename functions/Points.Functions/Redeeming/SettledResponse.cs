using Microsoft.AspNetCore.Http;
using Points.Domain.Ledger;
using Points.Functions.Http;
using Points.Functions.Wallets;

namespace Points.Functions.Redeeming;

/// <summary>The answer to a confirmation, a cancellation or a reversal of a redemption.</summary>
internal static class SettledResponse
{
    public static JsonResponse From(Outcome outcome, Viewer viewer) =>
        OutcomeResponse.From(
            outcome,
            StatusCodes.Status200OK,
            entry => SettledView.From(entry, viewer),
            RedeemingJson.Default.SettledView
        );
}
