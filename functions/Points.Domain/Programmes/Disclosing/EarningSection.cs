using Points.Domain.Programmes.Rules;
using static Points.Domain.Programmes.Disclosing.DisclosureFormat;

namespace Points.Domain.Programmes.Disclosing;

/// <summary>How points are earned.</summary>
internal static class EarningSection
{
    public static DisclosureSection Build(ProgrammeTerms terms) =>
        new("earning", Bilingual("积分获取", "Earning points"), [.. BuildItems(terms)]);

    private static IEnumerable<BilingualName> BuildItems(ProgrammeTerms terms)
    {
        var earning = terms.Earning;
        foreach (var rate in earning.BaseRates)
        {
            var when = ConditionText.InBrackets(rate.When, terms);
            yield return Bilingual(
                $"现金实付每1元积{FormatNumber(rate.PointsPerYuan)}分{when.Zh}。",
                $"{FormatNumber(rate.PointsPerYuan)} {(rate.PointsPerYuan == 1 ? "point" : "points")} for each ¥1 paid in cash{when.En}."
            );
        }
        if (earning.BaseRates.Length > 1)
            yield return Bilingual(
                "每件商品按以上第一条适用的标准计分。",
                "For each line of an order the first of these that applies counts."
            );
        foreach (var rule in earning.Multipliers)
        {
            var when = ConditionText.InBrackets(rule.When, terms);
            yield return Bilingual(
                $"{FormatNumber(rule.Times)}倍积分{when.Zh}。",
                $"{FormatNumber(rule.Times)} times the points{when.En}."
            );
        }
        if (earning.Multipliers.Length + (terms.Tiers?.Levels.Count(level => level.Times > 1) ?? 0) > 1)
            yield return StackingText(earning.Stacking);
        foreach (var bonus in earning.Bonuses)
        {
            var (when, per) = (ConditionText.InBrackets(bonus.When, terms), PeriodText(bonus.Per));
            yield return Bilingual(
                $"{per.Zh}额外奖励{FormatPoints(bonus.Points)}分{when.Zh}。",
                $"{FormatPoints(bonus.Points)} points more for {per.En}{when.En}."
            );
        }
        foreach (var cap in earning.Caps)
            yield return CapText(cap);
        yield return Bilingual(
            "使用积分或优惠券支付的部分按比例扣除，不计积分；全单合计后一次向下取整。",
            "What is paid with points or coupons earns nothing, spread over the order pro rata; the whole order is rounded down once, at the end."
        );
        yield return Bilingual(
            $"商户最迟可在消费后{earning.LateDays}天内补记积分。",
            $"A merchant may post a purchase up to {earning.LateDays} days after it was made."
        );
        yield return earning.RefundsFrom == RefundsFrom.AnyLot
            ? Bilingual(
                "退货时，按退货金额的比例收回所得积分：先从该笔积分中扣除，不足部分从其他积分中扣除，仍不足的从以后获得的积分中抵扣。",
                "When goods are refunded, what they earned is taken back pro rata: from those very points, then from your other points, then from what you earn next."
            )
            : Bilingual(
                "退货时，按退货金额的比例收回所得积分：先从该笔积分中扣除，不足部分从以后获得的积分中抵扣。",
                "When goods are refunded, what they earned is taken back pro rata: from those very points, then from what you earn next."
            );
        if (terms.Budget is { } budget)
            yield return BudgetText(budget);
    }

    private static BilingualName StackingText(Stacking stacking) =>
        stacking switch
        {
            Stacking.BestOf => Bilingual(
                "多个倍数同时适用时，取最高者。",
                "Where several of these apply, the highest counts."
            ),
            Stacking.Add => Bilingual(
                "多个倍数同时适用时，各自增加的部分相加。",
                "Where several of these apply, what each adds is added up."
            ),
            Stacking.Multiply => Bilingual(
                "多个倍数同时适用时，倍数相乘。",
                "Where several of these apply, they multiply."
            ),
        };

    private static BilingualName CapText(Cap cap)
    {
        var per = PeriodText(cap.Per);
        return cap.Rules.IsEmpty
            ? Bilingual(
                $"{per.Zh}最多积{FormatPoints(cap.Points)}分。",
                $"At most {FormatPoints(cap.Points)} points {per.En}."
            )
            : Bilingual(
                $"以下活动{per.Zh}最多积{FormatPoints(cap.Points)}分：{string.Join("、", cap.Rules)}。",
                $"At most {FormatPoints(cap.Points)} points {per.En} by these rules: {string.Join(", ", cap.Rules)}."
            );
    }

    private static BilingualName BudgetText(Budget budget) =>
        budget.Period switch
        {
            BudgetPeriod.Day => BudgetLimitText(budget, "每日", "a day"),
            BudgetPeriod.Month => BudgetLimitText(budget, "每月", "a calendar month"),
            BudgetPeriod.Quarter => BudgetLimitText(budget, "每季度", "a quarter"),
            BudgetPeriod.Year => BudgetLimitText(budget, "每年", "a calendar year"),
        };

    private static BilingualName BudgetLimitText(Budget budget, string zh, string en) =>
        Bilingual(
            $"本计划{zh}最多发放{FormatPoints(budget.Cap)}分，发完即止。",
            $"The programme issues at most {FormatPoints(budget.Cap)} points {en}; beyond that none are earned."
        );
}
