using static Points.Domain.Programmes.Disclosing.DisclosureFormat;

namespace Points.Domain.Programmes.Disclosing;

/// <summary>Standing discounts, and what else than buying earns points.</summary>
internal static class BenefitSections
{
    public static DisclosureSection BuildPerks(ProgrammeTerms terms) =>
        new(
            "perks",
            Bilingual("会员优惠", "Standing discounts"),
            [
                .. terms.Perks.Select(perk =>
                {
                    var when = ConditionText.InBrackets(perk.When, terms);
                    return Bilingual(
                        $"按原价的{FormatPercent(perk.Discount)}付款{when.Zh}。",
                        $"You pay {FormatPercent(perk.Discount)} of the price{when.En}."
                    );
                }),
                Bilingual(
                    "多项优惠适用于同一商品时取最低价；先打折，再用券或积分抵扣。",
                    "Where several apply to the same goods the best counts; discounts come first, then vouchers and points."
                ),
            ]
        );

    public static DisclosureSection BuildActions(ProgrammeTerms terms) =>
        new(
            "actions",
            Bilingual("其他获取方式", "Other ways to earn"),
            [
                .. terms.Actions.Select(action =>
                {
                    var (when, per) = (
                        ConditionText.InBrackets(action.When with { OwnDay = action.OwnDay }, terms),
                        PeriodText(action.Limit.Per)
                    );
                    return Bilingual(
                        $"{action.Name.Zh}：每次{FormatPoints(action.Points)}分，{per.Zh}最多{action.Limit.Times}次{when.Zh}。",
                        $"{action.Name.En}: {FormatPoints(action.Points)} points, at most {action.Limit.Times} times {per.En}{when.En}."
                    );
                }),
            ]
        );
}
