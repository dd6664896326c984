namespace Points.Domain.Programmes.Validating;

/// <summary>
/// At settlement, a merchant is paid for honouring points that another merchant issued. No reward may be worth more
/// than that payment.
/// </summary>
internal static class RewardBelowCostCheck
{
    public static IEnumerable<LegalViolation> FindViolations(ProgrammeTerms terms)
    {
        if (terms.Settlement is not { } settlement)
            yield break;
        foreach (var (index, reward) in terms.Rewards.Index())
        {
            if (reward.Price is not { } list || !IsSettled(reward, terms) || IsPaidByGrant(reward, terms))
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

    /// <summary>
    /// Whether nobody pays points for it, and the issuer of a grant pays the honouring merchant, also for what members
    /// claim themselves.
    /// </summary>
    private static bool IsPaidByGrant(Reward reward, ProgrammeTerms terms) =>
        reward.Price is { Usual: Price.Fixed { Points.Value: 0 }, Windows.IsEmpty: true, Bounds: null }
        && terms.Grants.Any(grant => grant.RewardId == reward.RewardId);

    /// <summary>Whether a merchant may honour it for points that another merchant issued.</summary>
    private static bool IsSettled(Reward reward, ProgrammeTerms terms) =>
        terms.Merchants.Any(issuer =>
            issuer.Issues
            && (
                reward.MerchantId is { } only
                    ? issuer.MerchantId != only
                    : terms.Merchants.Any(merchant => merchant.Honours && merchant.MerchantId != issuer.MerchantId)
            )
        );

    private static (Points Points, Fen Worth) RatioOf(Price price) =>
        price.Match(fixedPrice: it => (it.Points, it.Worth), variable: it => (it.Points, it.Worth));

    private static bool IsBelow(Price price, SettlementTerms settlement) =>
        RatioOf(price) is var (points, worth)
        && (Int128)worth.Value * SettlementTerms.PointsPerRate
            > (Int128)points.Value * settlement.FenPer100Points.Value;

    private static LegalViolation Violation(string path, Price price, SettlementTerms settlement)
    {
        var (points, worth) = RatioOf(price);
        var paidYuan =
            (decimal)(points.Value * settlement.FenPer100Points.Value) / SettlementTerms.PointsPerRate / Fen.PerYuan;
        return new(
            path,
            $"is below cost: {points} points are worth {worth}, but ¥{paidYuan:0.00} is paid for them at settlement"
        );
    }
}
