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
                .. terms.Earning.Caps.Select(cap => CapText(cap, terms)),
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
            var only = ConditionText.Only(rate.When, terms, ConditionSubject.Purchase);
            var (number, noun) = (FormatNumber(rate.PointsPerYuan), rate.PointsPerYuan == 1 ? "point" : "points");
            yield return Bilingual(
                $"现金实付每1元积{number}分{only.Zh}。",
                $"{number} {noun} for each ¥1 paid in cash{only.En}."
            );
        }
        if (terms.Earning.BaseRates.Length > 1)
            yield return Bilingual(
                "一件商品符合以上多项标准的，按排在最前的一项计分。",
                "For each line of an order, only the first of these rates that applies counts."
            );
    }

    private static IEnumerable<BilingualName> MultiplierTexts(ProgrammeTerms terms)
    {
        var earning = terms.Earning;
        foreach (var rule in earning.Multipliers)
        {
            var times = FormatNumber(rule.Times);
            var only = ConditionText.Only(rule.When, terms, ConditionSubject.Purchase);
            yield return Bilingual($"{times}倍积分{only.Zh}。", $"{times} times the points{only.En}.");
        }
        if (earning.Multipliers.Length + (terms.Tiers?.Levels.Count(level => level.Times > 1) ?? 0) > 1)
            yield return StackingText(earning.Stacking);
    }

    private static BilingualName BonusText(Bonus bonus, ProgrammeTerms terms)
    {
        var period = PeriodText(bonus.Per);
        var only = ConditionText.Only(bonus.When, terms, ConditionSubject.Purchase);
        return Bilingual(
            $"{period.Zh}额外奖励{FormatPoints(bonus.Points)}分{only.Zh}。",
            $"{CountInEnglish(bonus.Points.Value, "extra point")} {period.En}{only.En}."
        );
    }

    private static IEnumerable<BilingualName> PurchaseTexts(EarningTerms earning)
    {
        yield return Bilingual(
            "用积分或券支付的部分不计积分，并按比例分摊到各件商品；全单积分合计后向下取整。",
            "What you pay with points or vouchers earns nothing; it is spread over the goods in proportion."
                + " The points of an order are rounded down once, at the end."
        );
        if (earning.PendingDays > 0)
            yield return Bilingual(
                $"消费所得积分自入账起{earning.PendingDays}天后可用；在此之前为待生效积分，不能使用或转赠，也不计入可用积分。有效期自入账之日起计算；到期日更早的，到期当天即可使用。",
                $"The points of a purchase can be used {CountInEnglish(earning.PendingDays, "day")} after they are"
                    + " booked. Until then they are pending: they cannot be spent or sent, and do not count as your"
                    + " balance. How long they last counts from the day they are booked. On their last day you can always use"
                    + " them."
            );
        yield return Bilingual(
            $"商户漏记的积分，最迟可在消费后{earning.LateDays}天内补记。",
            $"A merchant can submit a purchase up to {CountInEnglish(earning.LateDays, "day")} after you bought."
        );
        yield return earning.OrderScope == OrderScope.Merchant
            ? Bilingual(
                "同一商户的每张订单只能由一位会员积分一次；整单退货后可重新积分。",
                "Each order of a merchant earns points once, for one member, unless all of it is returned."
            )
            : Bilingual(
                "同一商户的每张订单，每位会员只能积分一次；整单退货后可重新积分。",
                "Each order of a merchant earns points once for each member, unless all of it is returned."
            );
        yield return Bilingual(
            "活动日期、年龄和等级以消费当时为准；上限和有效期以积分入账时为准。",
            "Campaign days, ages and tiers count as they were when you bought. Limits, and how long points last, count"
                + " from when the points are booked."
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

    private static BilingualName CapText(Cap cap, ProgrammeTerms terms)
    {
        var (period, points) = (PeriodText(cap.Per), PointsInEnglish(cap.Points));
        var rules = JoinList(cap.Rules.Select(terms.LabelOf));
        return cap.Rules.IsEmpty
            ? Bilingual(
                $"每位会员{period.Zh}最多通过消费获得{FormatPoints(cap.Points)}分。",
                $"A member earns at most {points} {period.En} with purchases."
            )
            : Bilingual(
                $"每位会员{period.Zh}最多通过以下活动获得{FormatPoints(cap.Points)}分：{rules.Zh}。",
                $"A member earns at most {points} {period.En} by these rules: {rules.En}."
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
            $"本计划{period.Zh}最多发放{FormatPoints(budget.Cap)}分，发完为止，下一周期恢复。",
            $"The programme issues at most {PointsInEnglish(budget.Cap)} {period.En}."
                + " After that, no more points are earned until the next period."
        );
    }
}
