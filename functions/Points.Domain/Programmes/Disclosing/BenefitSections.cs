using static Points.Domain.Programmes.Disclosing.DisclosureFormat;

namespace Points.Domain.Programmes.Disclosing;

/// <summary>Writes the sections on standing discounts and on actions other than purchases that earn points.</summary>
internal static class BenefitSections
{
    public static DisclosureSection BuildPerks(ProgrammeTerms terms) =>
        new(
            "perks",
            Bilingual("会员优惠", "Standing discounts"),
            [
                .. terms.Perks.Select(perk => PerkText(perk, terms)),
                Bilingual(
                    "多项优惠适用于同一商品时取最低价；先打折，再用券或积分抵扣。",
                    "When several discounts apply to the same goods, only the best one counts."
                        + " Discounts are applied first, then vouchers and points."
                ),
            ]
        );

    public static DisclosureSection BuildActions(ProgrammeTerms terms) =>
        new(
            "actions",
            Bilingual("其他获取方式", "Other ways to earn"),
            [.. terms.Actions.Select(action => ActionText(action, terms))]
        );

    private static BilingualName PerkText(Perk perk, ProgrammeTerms terms)
    {
        var when = ConditionText.InBrackets(perk.When, terms);
        return Bilingual(
            $"按原价的{FormatPercent(perk.Discount)}付款{when.Zh}。",
            $"You pay {FormatPercent(perk.Discount)} of the price{when.En}."
        );
    }

    private static BilingualName ActionText(PublishedAction action, ProgrammeTerms terms)
    {
        var when = ConditionText.InBrackets(action.When with { OwnDay = action.OwnDay }, terms);
        var (points, times) = (action.Points, action.Limit.Times);
        var period = PeriodText(action.Limit.Per);
        return Bilingual(
            $"{action.Name.Zh}：每次{FormatPoints(points)}分，{period.Zh}最多{times}次{when.Zh}。",
            $"{action.Name.En}: {PointsInEnglish(points)}, at most {TimesInEnglish(times)} {period.En}{when.En}."
        );
    }
}
