using Microsoft.AspNetCore.Http;
using Points.Domain.Ledger;
using Points.Functions.Http;
using Points.Functions.Wallets;

namespace Points.Functions.Earning;

/// <summary>The answer to a purchase or an action, for HTTP and for merchants' messages.</summary>
internal static class AccrualResponse
{
    public static JsonResponse From(Outcome outcome, Viewer viewer) =>
        OutcomeResponse.From(
            outcome,
            StatusCodes.Status201Created,
            entry => AccrualView.From(entry, viewer),
            EarningJson.Default.AccrualView
        );
}
