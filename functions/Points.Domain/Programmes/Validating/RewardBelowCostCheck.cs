namespace Points.Domain.Programmes.Validating;

/// <summary>A merchant who honours points that another issued is paid for them at settlement: no reward may be worth more than that.</summary>
internal static class RewardBelowCostCheck
{
    public static IEnumerable<LegalViolation> FindViolations(ProgrammeTerms terms)
    {
        if (terms.Settlement is not { } settlement)
            yield break;
        foreach (var (index, reward) in terms.Rewards.Index())
        {
            if (reward.Price is not { } list || !IsSettled(reward, terms))
                continue;
            var lowest = list.Discounts.Select(discount => discount.Discount).Append(1m).Min();
            if (IsBelow(list.Usual.Discounted(lowest), settlement))
                yield return Violation($"rewards[{index}].price", list.Usual.Discounted(lowest), settlement);
            foreach (var (at, window) in list.Windows.Index())
                if (IsBelow(window.Price.Discounted(lowest), settlement))
                    yield return Violation(
                        $"rewards[{index}].price.windows[{at}]",
                        window.Price.Discounted(lowest),
                        settlement
                    );
            if (
                list.Bounds is { } bounds
                && list.Usual is Price.Fixed usual
                && IsBelow((usual with { Points = bounds.Lowest }).Discounted(lowest), settlement)
            )
                yield return Violation(
                    $"rewards[{index}].price.bounds.lowest",
                    (usual with { Points = bounds.Lowest }).Discounted(lowest),
                    settlement
                );
        }
    }

    /// <summary>Whether somebody honours it with points of another.</summary>
    private static bool IsSettled(Reward reward, ProgrammeTerms terms) =>
        terms.Merchants.Any(issuer =>
            issuer.Issues
            && (
                reward.MerchantId is { } only
                    ? issuer.MerchantId != only
                    : terms.Merchants.Any(merchant => merchant.Honours && merchant.MerchantId != issuer.MerchantId)
            )
        );

    private static (Points Points, Fen Worth) ReadPrice(Price price) =>
        price.Match(fixedPrice: it => (it.Points, it.Worth), variable: it => (it.Points, it.Worth));

    private static bool IsBelow(Price price, SettlementTerms settlement) =>
        ReadPrice(price) is var (points, worth)
        && (Int128)worth.Value * SettlementTerms.PointsPerRate
            > (Int128)points.Value * settlement.FenPer100Points.Value;

    private static LegalViolation Violation(string path, Price price, SettlementTerms settlement) =>
        new(
            path,
            $"is below cost: {ReadPrice(price).Points} points are settled at ¥{(decimal)(ReadPrice(price).Points.Value * settlement.FenPer100Points.Value) / SettlementTerms.PointsPerRate / Fen.PerYuan:0.00} for what is worth {ReadPrice(price).Worth}"
        );
}
