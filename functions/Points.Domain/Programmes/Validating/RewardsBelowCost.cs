namespace Points.Domain.Programmes.Validating;

/// <summary>A merchant who honours points that another issued is paid for them at settlement: no reward may be worth more than that.</summary>
internal static class RewardsBelowCost
{
    public static IEnumerable<LegalFault> FaultsOf(ProgrammeRevision terms)
    {
        if (terms.Settlement is not { } settlement)
            yield break;
        foreach (var (index, reward) in terms.Rewards.Index())
        {
            if (reward.Price is not { } list || !IsSettled(reward, terms))
                continue;
            var lowest = list.Discounts.Select(discount => discount.Discount).Append(1m).Min();
            if (IsBelow(list.Usual.At(lowest), settlement))
                yield return Fault($"rewards[{index}].price", list.Usual.At(lowest), settlement);
            foreach (var (at, window) in list.Windows.Index())
                if (IsBelow(window.Price.At(lowest), settlement))
                    yield return Fault($"rewards[{index}].price.windows[{at}]", window.Price.At(lowest), settlement);
            if (
                list.Bounds is { } bounds
                && list.Usual is Price.Fixed usual
                && IsBelow((usual with { Points = bounds.Lowest }).At(lowest), settlement)
            )
                yield return Fault(
                    $"rewards[{index}].price.bounds.lowest",
                    (usual with { Points = bounds.Lowest }).At(lowest),
                    settlement
                );
        }
    }

    /// <summary>Whether somebody honours it with points of another.</summary>
    private static bool IsSettled(Reward reward, ProgrammeRevision terms) =>
        terms.Merchants.Any(issuer =>
            issuer.Issues
            && (
                reward.MerchantId is { } only
                    ? issuer.MerchantId != only
                    : terms.Merchants.Any(merchant => merchant.Honours && merchant.MerchantId != issuer.MerchantId)
            )
        );

    private static (Points Points, Fen Worth) Of(Price price) =>
        price.Match(fixedPrice: it => (it.Points, it.Worth), variable: it => (it.Points, it.Worth));

    private static bool IsBelow(Price price, Settlement settlement) =>
        Of(price) is var (points, worth)
        && (Int128)worth.Value * Settlement.PointsOfRate > (Int128)points.Value * settlement.FenPer100Points.Value;

    private static LegalFault Fault(string path, Price price, Settlement settlement) =>
        new(
            path,
            $"is below cost: {Of(price).Points} points are settled at ¥{(decimal)(Of(price).Points.Value * settlement.FenPer100Points.Value) / Settlement.PointsOfRate / Fen.PerYuan:0.00} for what is worth {Of(price).Worth}"
        );
}
