using Points.Domain.Programmes.Rules;
using static Points.Domain.Programmes.Disclosing.DisclosureFormat;

namespace Points.Domain.Programmes.Disclosing;

/// <summary>Writes the section on how purchases earn points.</summary>
internal static class EarningSection
{
    public static DisclosureSection Build(ProgrammeTerms terms) =>
        new(
            "earning",
            Bilingual("积分获取", "Earning points"),
            [
                .. RateTexts(terms),
                .. MultiplierTexts(terms),
                .. terms.Earning.Bonuses.Select(bonus => BonusText(bonus, terms)),
                .. terms.Earning.Caps.Select(CapText),
                .. terms.Earning.Caps.Any(cap => cap.Per != LimitPeriod.Order)
                    ? [CapRefundText()]
                    : Array.Empty<BilingualName>(),
                .. PurchaseTexts(terms.Earning),
                .. terms.Budget is { } budget ? [BudgetText(budget)] : Array.Empty<BilingualName>(),
            ]
        );

    private static IEnumerable<BilingualName> RateTexts(ProgrammeTerms terms)
    {
        foreach (var rate in terms.Earning.BaseRates)
        {
            var when = ConditionText.InBrackets(rate.When, terms);
            var (number, noun) = (FormatNumber(rate.PointsPerYuan), rate.PointsPerYuan == 1 ? "point" : "points");
            yield return Bilingual(
                $"现金实付每1元积{number}分{when.Zh}。",
                $"{number} {noun} for each ¥1 paid in cash{when.En}."
            );
        }
        if (terms.Earning.BaseRates.Length > 1)
            yield return Bilingual(
                "每件商品按以上第一条适用的标准计分。",
                "For each line of an order, only the first of these rates that applies counts."
            );
    }

    private static IEnumerable<BilingualName> MultiplierTexts(ProgrammeTerms terms)
    {
        var earning = terms.Earning;
        foreach (var rule in earning.Multipliers)
        {
            var (times, when) = (FormatNumber(rule.Times), ConditionText.InBrackets(rule.When, terms));
            yield return Bilingual($"{times}倍积分{when.Zh}。", $"{times} times the points{when.En}.");
        }
        if (earning.Multipliers.Length + (terms.Tiers?.Levels.Count(level => level.Times > 1) ?? 0) > 1)
            yield return StackingText(earning.Stacking);
    }

    private static BilingualName BonusText(Bonus bonus, ProgrammeTerms terms)
    {
        var (when, period) = (ConditionText.InBrackets(bonus.When, terms), PeriodText(bonus.Per));
        return Bilingual(
            $"{period.Zh}额外奖励{FormatPoints(bonus.Points)}分{when.Zh}。",
            $"{CountInEnglish(bonus.Points.Value, "extra point")} {period.En}{when.En}."
        );
    }

    private static IEnumerable<BilingualName> PurchaseTexts(EarningTerms earning)
    {
        yield return Bilingual(
            "使用积分或优惠券支付的部分按比例扣除，不计积分；全单合计后一次向下取整。",
            "Amounts paid with points or coupons earn nothing; they are spread over the order in proportion."
                + " The points of an order are rounded down once, at the end."
        );
        if (earning.PendingDays > 0)
            yield return Bilingual(
                $"消费所得积分自入账起{earning.PendingDays}天后可用；在此之前不能兑换、转赠，也不计入可用积分。有效期自入账之日起计算。",
                $"The points of a purchase can be used {CountInEnglish(earning.PendingDays, "day")} after they are"
                    + " booked. Until then they cannot be spent or sent, and do not count as your balance. How long they"
                    + " last counts from the day they are booked."
            );
        yield return Bilingual(
            $"商户最迟可在消费后{earning.LateDays}天内补记积分。",
            $"A merchant can submit a purchase up to {CountInEnglish(earning.LateDays, "day")} after it was made."
        );
        yield return earning.OrderScope == OrderScope.Merchant
            ? Bilingual(
                "同一商户的每张订单只为一位会员积分一次，整单退货的除外。",
                "Each order of a merchant earns points once, for one member, unless all of it is returned."
            )
            : Bilingual(
                "同一商户的每张订单对每位会员只积分一次，整单退货的除外。",
                "Each order of a merchant earns points once for each member, unless all of it is returned."
            );
        yield return earning.RefundsFrom == RefundsFrom.AnyLot
            ? Bilingual(
                "退货时，按退货金额的比例收回所得积分：先从该笔积分中扣除，不足部分从其他积分中扣除，"
                    + "仍不足的从以后获得的积分中抵扣。",
                "When you return goods, the points they earned are taken back in proportion to the refund:"
                    + " first from those same points, then from your other points, then from points you earn later."
            )
            : Bilingual(
                "退货时，按退货金额的比例收回所得积分：先从该笔积分中扣除，不足部分从以后获得的积分中抵扣。",
                "When you return goods, the points they earned are taken back in proportion to the refund:"
                    + " first from those same points, then from points you earn later."
            );
    }

    private static BilingualName StackingText(Stacking stacking) =>
        stacking switch
        {
            Stacking.BestOf => Bilingual(
                "多个倍数同时适用时，取最高者。",
                "When several multipliers apply, only the highest counts."
            ),
            Stacking.Add => Bilingual(
                "多个倍数同时适用时，各自增加的部分相加。",
                "When several multipliers apply, the increases of each are added together."
            ),
            Stacking.Multiply => Bilingual(
                "多个倍数同时适用时，倍数相乘。",
                "When several multipliers apply, they are multiplied together."
            ),
        };

    private static BilingualName CapText(Cap cap)
    {
        var (period, points) = (PeriodText(cap.Per), PointsInEnglish(cap.Points));
        return cap.Rules.IsEmpty
            ? Bilingual($"{period.Zh}最多积{FormatPoints(cap.Points)}分。", $"At most {points} {period.En}.")
            : Bilingual(
                $"以下活动{period.Zh}最多积{FormatPoints(cap.Points)}分：{string.Join("、", cap.Rules)}。",
                $"At most {points} {period.En} from these rules: {string.Join(", ", cap.Rules)}."
            );
    }

    private static BilingualName CapRefundText() =>
        Bilingual(
            "在同一期限内退货的，收回的积分不再占用上述上限。",
            "If you return goods in the same period, the points taken back no longer count towards these limits."
        );

    private static BilingualName BudgetText(Budget budget)
    {
        var period = PeriodText(budget.Period);
        return Bilingual(
            $"本计划{period.Zh}最多发放{FormatPoints(budget.Cap)}分，发完即止。",
            $"The programme issues at most {PointsInEnglish(budget.Cap)} {period.En}."
                + " After that, no more points are earned."
        );
    }
}
