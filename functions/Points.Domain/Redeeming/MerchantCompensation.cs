using Points.Domain.Ledger;
using Points.Domain.Programmes.Rules;

namespace Points.Domain.Redeeming;

/// <summary>Compensation for a reward that the merchant could not give (law L13).</summary>
internal static class MerchantCompensation
{
    /// <summary>
    /// The lot of compensation points. The honouring merchant issues it, and so pays for it; no budget does.
    /// </summary>
    /// <returns>Nothing if there is no compensation.</returns>
    public static IEnumerable<Lot> CreateLots(Points points, string honouredBy, PendingChange pending) =>
        points == Points.Zero
            ? []
            :
            [
                new(
                    points,
                    LotRestoration.WithUsableDays(pending.Terms.Validity.ExpiresOn(pending.Today), pending.Today),
                    honouredBy
                ),
            ];

    /// <param name="returned">The points that the compensation is a part of.</param>
    /// <returns>Nothing if there is no compensation.</returns>
    public static IEnumerable<Explanation> Explain(Points compensation, Redemption redemption, Points returned) =>
        compensation == Points.Zero
            ? []
            :
            [
                new(
                    "compensation",
                    compensation,
                    $"{redemption.CompensationRate * 100:0.##} % of {returned} points, paid by the merchant"
                ),
            ];
}
