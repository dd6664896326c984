using Points.Domain.Budgets;
using static Points.Domain.Programmes.Disclosing.Words;

namespace Points.Domain.Programmes.Disclosing;

/// <summary>How points are earned.</summary>
internal static class EarningWords
{
    public static DisclosureSection Section(ProgrammeRevision terms) =>
        new("earning", Say("积分获取", "Earning points"), [.. Items(terms)]);

    private static IEnumerable<BilingualName> Items(ProgrammeRevision terms)
    {
        var earning = terms.Earning;
        foreach (var rate in earning.Base)
        {
            var when = ConditionWords.Behind(rate.When, terms);
            yield return Say(
                $"现金实付每1元积{Plain(rate.PointsPerYuan)}分{when.Zh}。",
                $"{Plain(rate.PointsPerYuan)} {(rate.PointsPerYuan == 1 ? "point" : "points")} for each ¥1 paid in cash{when.En}."
            );
        }
        if (earning.Base.Length > 1)
            yield return Say(
                "每件商品按以上第一条适用的标准计分。",
                "For each line of an order the first of these that applies counts."
            );
        foreach (var rule in earning.Multipliers)
        {
            var when = ConditionWords.Behind(rule.When, terms);
            yield return Say(
                $"{Plain(rule.Times)}倍积分{when.Zh}。",
                $"{Plain(rule.Times)} times the points{when.En}."
            );
        }
        if (earning.Multipliers.Length + (terms.Tiers?.Levels.Count(level => level.Times > 1) ?? 0) > 1)
            yield return StackingWords(earning.Stacking);
        foreach (var bonus in earning.Bonuses)
        {
            var (when, per) = (ConditionWords.Behind(bonus.When, terms), Per(bonus.Per));
            yield return Say(
                $"{per.Zh}额外奖励{Count(bonus.Points)}分{when.Zh}。",
                $"{Count(bonus.Points)} points more for {per.En}{when.En}."
            );
        }
        foreach (var cap in earning.Caps)
            yield return CapWords(cap);
        yield return Say(
            "使用积分或优惠券支付的部分按比例扣除，不计积分；全单合计后一次向下取整。",
            "What is paid with points or coupons earns nothing, spread over the order pro rata; the whole order is rounded down once, at the end."
        );
        yield return Say(
            $"商户最迟可在消费后{earning.LateDays}天内补记积分。",
            $"A merchant may post a purchase up to {earning.LateDays} days after it was made."
        );
        yield return earning.RefundsFrom == RefundsFrom.AnyLot
            ? Say(
                "退货时，按退货金额的比例收回所得积分：先从该笔积分中扣除，不足部分从其他积分中扣除，仍不足的从以后获得的积分中抵扣。",
                "When goods are refunded, what they earned is taken back pro rata: from those very points, then from your other points, then from what you earn next."
            )
            : Say(
                "退货时，按退货金额的比例收回所得积分：先从该笔积分中扣除，不足部分从以后获得的积分中抵扣。",
                "When goods are refunded, what they earned is taken back pro rata: from those very points, then from what you earn next."
            );
        if (terms.Budget is { } budget)
            yield return BudgetWords(budget);
    }

    private static BilingualName StackingWords(Stacking stacking) =>
        stacking switch
        {
            Stacking.BestOf => Say(
                "多个倍数同时适用时，取最高者。",
                "Where several of these apply, the highest counts."
            ),
            Stacking.Add => Say(
                "多个倍数同时适用时，各自增加的部分相加。",
                "Where several of these apply, what each adds is added up."
            ),
            Stacking.Multiply => Say("多个倍数同时适用时，倍数相乘。", "Where several of these apply, they multiply."),
        };

    private static BilingualName CapWords(Cap cap)
    {
        var per = Per(cap.Per);
        return cap.Rules.IsEmpty
            ? Say($"{per.Zh}最多积{Count(cap.Points)}分。", $"At most {Count(cap.Points)} points {per.En}.")
            : Say(
                $"以下活动{per.Zh}最多积{Count(cap.Points)}分：{string.Join("、", cap.Rules)}。",
                $"At most {Count(cap.Points)} points {per.En} by these rules: {string.Join(", ", cap.Rules)}."
            );
    }

    private static BilingualName BudgetWords(Budget budget) =>
        budget.Period switch
        {
            BudgetPeriod.Day => Limit(budget, "每日", "a day"),
            BudgetPeriod.Month => Limit(budget, "每月", "a calendar month"),
            BudgetPeriod.Quarter => Limit(budget, "每季度", "a quarter"),
            BudgetPeriod.Year => Limit(budget, "每年", "a calendar year"),
        };

    private static BilingualName Limit(Budget budget, string zh, string en) =>
        Say(
            $"本计划{zh}最多发放{Count(budget.Cap)}分，发完即止。",
            $"The programme issues at most {Count(budget.Cap)} points {en}; beyond that none are earned."
        );
}
