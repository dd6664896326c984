using Points.Domain.Programmes.Rules;

namespace Points.Domain.Programmes.Documents;

/// <summary>Lists all conditions of a revision, each with its path in the document.</summary>
public static class ConditionPaths
{
    public static IEnumerable<(string Path, Condition When)> List(ProgrammeTerms terms) =>
        (terms.Earning?.BaseRates ?? [])
            .Select((rule, i) => ($"earning.base[{i}].when", rule.When))
            .Concat(
                (terms.Earning?.Multipliers ?? []).Select((rule, i) => ($"earning.multipliers[{i}].when", rule.When))
            )
            .Concat((terms.Earning?.Bonuses ?? []).Select((rule, i) => ($"earning.bonuses[{i}].when", rule.When)))
            .Concat(terms.Perks.Select((perk, i) => ($"perks[{i}].when", perk.When)))
            .Concat(terms.Actions.Select((action, i) => ($"actions[{i}].when", action.When)))
            .Concat(terms.Grants.Select((grant, i) => ($"grants[{i}].when", grant.When)))
            .Concat(terms.Rewards.Select((reward, i) => ($"rewards[{i}].eligible", reward.Eligible)))
            .Concat(
                terms.Rewards.SelectMany(
                    (reward, i) =>
                        (reward.Price?.Discounts ?? []).Select(
                            (discount, at) => ($"rewards[{i}].price.discounts[{at}].when", discount.When)
                        )
                )
            )
            .Concat(
                terms
                    .Rewards.Index()
                    .Where(reward => reward.Item.HeadStart is not null)
                    .Select(reward => ($"rewards[{reward.Index}].headStart.when", reward.Item.HeadStart!.When))
            );
}
