using Points.Domain.Programmes.Rules;
using Points.Domain.Reading;

namespace Points.Domain.Programmes.Documents;

/// <summary>
/// Checks that ids are unique, that references point to something, and that tiers and caps fit together.
/// </summary>
internal static class DocumentConsistency
{
    public static void Check(FieldReader reader, ProgrammeTerms terms)
    {
        CheckUnique(
            reader,
            terms.Merchants.Select((merchant, i) => ($"merchants[{i}].merchantId", merchant.MerchantId))
        );
        CheckUnique(reader, terms.Rewards.Select((reward, i) => ($"rewards[{i}].rewardId", reward.RewardId)));
        CheckUnique(reader, terms.Actions.Select((action, i) => ($"actions[{i}].action", action.Action)));
        CheckUnique(reader, (terms.Tiers?.Levels ?? []).Select((level, i) => ($"tiers.levels[{i}].tier", level.Tier)));
        CheckUnique(reader, terms.Labels.Select((label, i) => ($"labels[{i}].id", label.Word)));
        if (terms.Earning is not null)
            CheckUnique(reader, ListRuleIds(terms));
        CheckReferences(reader, terms);
        GrantConsistency.Check(reader, terms);
        if (terms.Tiers is { } tiers)
            CheckTiers(reader, tiers);
        if (terms.Earning is { } earning)
            CheckEarning(reader, earning, terms.Tiers);
    }

    /// <summary>Explanations name rules by id alone, so a rule id must be unique in the whole document.</summary>
    private static IEnumerable<(string Path, string Id)> ListRuleIds(ProgrammeTerms terms) =>
        terms
            .Earning.BaseRates.Select((rule, i) => ($"earning.base[{i}].id", rule.Id))
            .Concat(terms.Earning.Multipliers.Select((rule, i) => ($"earning.multipliers[{i}].id", rule.Id)))
            .Concat(terms.Earning.Bonuses.Select((rule, i) => ($"earning.bonuses[{i}].id", rule.Id)))
            .Concat(terms.Earning.Caps.Select((cap, i) => ($"earning.caps[{i}].id", cap.Id)))
            .Concat((terms.Tiers?.Levels ?? []).Select((level, i) => ($"tiers.levels[{i}].tier", level.RuleId)))
            .Concat(terms.Perks.Select((perk, i) => ($"perks[{i}].id", perk.Id)))
            .Concat(terms.Grants.Select((grant, i) => ($"grants[{i}].id", grant.GrantId)));

    private static void CheckUnique(FieldReader reader, IEnumerable<(string Path, string Id)> ids)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (path, id) in ids)
            if (!seen.Add(id))
                reader.AddError(path, "must be unique: this id was used before");
    }

    /// <summary>Only merchants of the programme issue and honour its points (law L5).</summary>
    private static void CheckReferences(FieldReader reader, ProgrammeTerms terms)
    {
        foreach (var (index, reward) in terms.Rewards.Index())
            if (reward.MerchantId is { } merchantId && terms.FindMerchant(merchantId) is not { Honours: true })
                reader.AddError(
                    $"rewards[{index}].merchantId",
                    "must be a merchant of the programme that honours its points"
                );
        foreach (var (index, action) in terms.Actions.Index())
            if (terms.FindMerchant(action.MerchantId) is not { Issues: true })
                reader.AddError(
                    $"actions[{index}].merchantId",
                    "must be a merchant of the programme that issues its points"
                );
        if (terms.Adjustments is { } adjustments && terms.FindMerchant(adjustments.MerchantId) is not { Issues: true })
            reader.AddError(
                "budget.adjustments.merchantId",
                "must be a merchant of the programme that issues its points"
            );
        foreach (var (path, condition) in ConditionPaths.List(terms))
        {
            foreach (var (index, merchantId) in condition.Merchants.Index())
                if (terms.FindMerchant(merchantId) is null)
                    reader.AddError($"{path}.merchants[{index}]", "must be a merchant of the programme");
            foreach (var (index, tier) in condition.Tiers.Index())
                if (terms.Tiers?.Levels.Any(level => level.Tier == tier) != true)
                    reader.AddError($"{path}.tiers[{index}]", "must be a tier of the programme");
        }
    }

    private static void CheckTiers(FieldReader reader, Tiers tiers)
    {
        for (var i = 0; i < tiers.Levels.Length; i++)
        {
            var level = tiers.Levels[i];
            if (i == 0 && (level.Spend > Fen.Zero || level.Visits > 0))
                reader.AddError("tiers.levels[0]", "must have no conditions: every member has the first tier");
            if (
                i > 0
                && (
                    level.Spend < tiers.Levels[i - 1].Spend
                    || level.Visits < tiers.Levels[i - 1].Visits
                    || (level.Spend == tiers.Levels[i - 1].Spend && level.Visits == tiers.Levels[i - 1].Visits)
                )
            )
                reader.AddError($"tiers.levels[{i}]", "must require more than the tier before it");
        }
    }

    private static void CheckEarning(FieldReader reader, EarningTerms earning, Tiers? tiers)
    {
        var earningRuleIds = earning
            .BaseRates.Select(rule => rule.Id)
            .Concat(earning.Multipliers.Select(rule => rule.Id))
            .Concat(earning.Bonuses.Select(rule => rule.Id))
            .Concat((tiers?.Levels ?? []).Where(level => level.Times > 1).Select(level => level.RuleId))
            .ToHashSet(StringComparer.Ordinal);
        foreach (var (index, cap) in earning.Caps.Index())
        {
            foreach (var (at, rule) in cap.Rules.Index())
                if (!earningRuleIds.Contains(rule))
                    reader.AddError($"earning.caps[{index}].rules[{at}]", "must be the id of a rule that earns");
            if (cap.Per == LimitPeriod.Campaign && cap.Rules.IsEmpty)
                reader.AddError($"earning.caps[{index}].rules", "must name the campaign's rules");
            foreach (var other in earning.Caps[..index])
                if (OverlapsPartly(cap, other))
                    reader.AddError(
                        $"earning.caps[{index}].rules",
                        $"must contain the rules of {other.Id}, be among them, or share none with them:"
                            + " otherwise spending more could earn less"
                    );
        }
        var multipliers = earning.Multipliers.Length + (tiers?.Levels.Count(level => level.Times > 1) ?? 0);
        if (earning.Stacking == Stacking.Multiply && multipliers > EarningTerms.StackedMultipliersMax)
            reader.AddError(
                "earning.stacking",
                $"can be multiply for at most {EarningTerms.StackedMultipliersMax} multipliers, those of tiers included"
            );
    }

    private static bool OverlapsPartly(Cap cap, Cap other)
    {
        if (cap.Rules.IsEmpty || other.Rules.IsEmpty)
            return false;
        var shared = cap.Rules.Intersect(other.Rules, StringComparer.Ordinal).Count();
        return shared > 0 && shared < Math.Min(cap.Rules.Length, other.Rules.Length);
    }
}
