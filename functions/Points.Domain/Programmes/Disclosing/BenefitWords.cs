using static Points.Domain.Programmes.Disclosing.Words;

namespace Points.Domain.Programmes.Disclosing;

/// <summary>Standing discounts, and what else than buying earns points.</summary>
internal static class BenefitWords
{
    public static DisclosureSection Perks(ProgrammeRevision terms) =>
        new(
            "perks",
            Say("会员优惠", "Standing discounts"),
            [
                .. terms.Perks.Select(perk =>
                {
                    var when = ConditionWords.Behind(perk.When, terms);
                    return Say(
                        $"按原价的{Percent(perk.Discount)}付款{when.Zh}。",
                        $"You pay {Percent(perk.Discount)} of the price{when.En}."
                    );
                }),
                Say(
                    "多项优惠适用于同一商品时取最低价；先打折，再用券或积分抵扣。",
                    "Where several apply to the same goods the best counts; discounts come first, then vouchers and points."
                ),
            ]
        );

    public static DisclosureSection Actions(ProgrammeRevision terms) =>
        new(
            "actions",
            Say("其他获取方式", "Other ways to earn"),
            [
                .. terms.Actions.Select(action =>
                {
                    var (when, per) = (
                        ConditionWords.Behind(action.When with { On = action.On }, terms),
                        Per(action.Limit.Per)
                    );
                    return Say(
                        $"{action.Name.Zh}：每次{Count(action.Points)}分，{per.Zh}最多{action.Limit.Times}次{when.Zh}。",
                        $"{action.Name.En}: {Count(action.Points)} points, at most {action.Limit.Times} times {per.En}{when.En}."
                    );
                }),
            ]
        );
}
