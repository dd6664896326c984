using Points.Domain.Programmes.Naming;

namespace Points.Domain.Programmes.Validating;

/// <summary>
/// No reward may be money, or something that can be turned into money (law L8). The closed list of kinds says what a
/// reward is; names, remarks and ids are held against words for money besides.
/// </summary>
internal static class ProhibitedRewardCheck
{
    public static IEnumerable<LegalViolation> FindViolations(ProgrammeTerms terms) =>
        terms
            .Rewards.Index()
            .SelectMany(it => FindPaths(it.Item, $"rewards[{it.Index}]"))
            .Concat(FindGrants(terms))
            .Concat(FindTierPerks(terms))
            .Select(path => new LegalViolation(
                path,
                "is money or can be turned into money: points cannot be paid out",
                IsProhibitedReward: true
            ));

    private static IEnumerable<string> FindPaths(Reward reward, string path)
    {
        if (reward.Kind == RewardKind.Prohibited)
            yield return $"{path}.kind";
        if (MoneyNames.IsMoney(reward.Category))
            yield return $"{path}.category";
        if (IsMoney(reward.Name) || (!reward.Kind.LowersBills() && IsAmount(reward.Name)))
            yield return $"{path}.name";
        if (MoneyNames.IsMoney(reward.RewardId))
            yield return $"{path}.rewardId";
        foreach (var (index, note) in reward.Restrictions.Notes.Index())
            if (PromisesMoney(note))
                yield return $"{path}.restrictions.notes[{index}]";
        foreach (var (index, note) in (reward.CashProduct?.Restrictions.Notes ?? []).Index())
            if (PromisesMoney(note))
                yield return $"{path}.cashProduct.restrictions.notes[{index}]";
    }

    /// <summary>Members are told of a grant by its name, or else by its id.</summary>
    private static IEnumerable<string> FindGrants(ProgrammeTerms terms)
    {
        foreach (var (index, grant) in terms.Grants.Index())
        {
            if (IsMoney(grant.Name))
                yield return $"grants[{index}].name";
            if (MoneyNames.IsMoney(grant.GrantId))
                yield return $"grants[{index}].id";
        }
    }

    /// <summary>What a tier brings is named by ids and their labels, and is no money either.</summary>
    private static IEnumerable<string> FindTierPerks(ProgrammeTerms terms)
    {
        HashSet<string> perks = [];
        foreach (var (index, level) in (terms.Tiers?.Levels ?? []).Index())
        foreach (var (at, perk) in level.Perks.Index())
        {
            perks.Add(perk);
            if (MoneyNames.IsMoney(perk))
                yield return $"tiers.levels[{index}].perks[{at}]";
        }
        foreach (var (index, label) in terms.Labels.Index())
            if (perks.Contains(label.Word) && IsMoney(label.Name))
                yield return $"labels[{index}].name";
    }

    private static bool IsMoney(BilingualName? name) => MoneyNames.IsMoney(name?.Zh) || MoneyNames.IsMoney(name?.En);

    private static bool IsAmount(BilingualName? name) => MoneyNames.IsAmount(name?.Zh) || MoneyNames.IsAmount(name?.En);

    private static bool PromisesMoney(BilingualName note) =>
        MoneyNames.PromisesMoney(note.Zh) || MoneyNames.PromisesMoney(note.En);
}
