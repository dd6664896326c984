using static Points.Domain.Programmes.Disclosing.DisclosureFormat;

namespace Points.Domain.Programmes.Disclosing;

/// <summary>Writes the section on standing discounts.</summary>
internal static class PerkSection
{
    public static DisclosureSection Build(ProgrammeTerms terms) =>
        new(
            "perks",
            Bilingual("会员折扣", "Members' discounts"),
            [
                .. terms.Perks.Select(perk => PerkText(perk, terms)),
                Bilingual(
                    "同一商品符合多项折扣的，按最低价计算；先打折，再用券或积分抵扣。",
                    "When several discounts apply to the same goods, only the best one counts."
                        + " Discounts are applied first, then vouchers and points."
                ),
            ]
        );

    private static BilingualName PerkText(Perk perk, ProgrammeTerms terms)
    {
        var only = ConditionText.Only(perk.When, terms, ConditionSubject.Purchase);
        return Bilingual(
            $"按原价{FormatDiscount(perk.Discount)}付款{only.Zh}。",
            $"You pay {FormatPercent(perk.Discount)} of the price{only.En}."
        );
    }
}
