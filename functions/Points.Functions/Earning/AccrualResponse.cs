using Microsoft.AspNetCore.Http;
using Points.Domain.Ledger;
using Points.Functions.Http;

namespace Points.Functions.Earning;

/// <summary>The answer to a purchase or an action, for HTTP and for merchants' messages.</summary>
internal static class AccrualResponse
{
    /// <param name="toMerchant">Merchants see nothing that reveals the member's age, grade or tier.</param>
    public static JsonResponse From(Outcome outcome, bool toMerchant) =>
        OutcomeResponse.From(
            outcome,
            StatusCodes.Status201Created,
            entry => AccrualView.From(entry, toMerchant),
            EarningJson.Default.AccrualView
        );
}
