namespace Points.Domain.Programmes.Rules;

/// <summary>All the conditions of a revision, each with its path in the document.</summary>
public static class Conditions
{
    public static IEnumerable<(string Path, Condition When)> Of(ProgrammeRevision it) =>
        (it.Earning?.Base ?? [])
            .Select((rule, i) => ($"earning.base[{i}].when", rule.When))
            .Concat((it.Earning?.Multipliers ?? []).Select((rule, i) => ($"earning.multipliers[{i}].when", rule.When)))
            .Concat((it.Earning?.Bonuses ?? []).Select((rule, i) => ($"earning.bonuses[{i}].when", rule.When)))
            .Concat(it.Perks.Select((perk, i) => ($"perks[{i}].when", perk.When)))
            .Concat(it.Actions.Select((action, i) => ($"actions[{i}].when", action.When)))
            .Concat(it.Rewards.Select((reward, i) => ($"rewards[{i}].eligible", reward.Eligible)))
            .Concat(
                it.Rewards.SelectMany(
                    (reward, i) =>
                        (reward.Price?.Discounts ?? []).Select(
                            (discount, at) => ($"rewards[{i}].price.discounts[{at}].when", discount.When)
                        )
                )
            )
            .Concat(
                it.Rewards.Index()
                    .Where(reward => reward.Item.HeadStart is not null)
                    .Select(reward => ($"rewards[{reward.Index}].headStart.when", reward.Item.HeadStart!.When))
            );
}
