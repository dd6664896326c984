using Points.Domain.Programmes.Rules;
using Points.Domain.Reading;

namespace Points.Domain.Programmes.Documents;

/// <summary>What the parts of a document say of each other: that ids are unique and that what is named is there.</summary>
internal static class Consistency
{
    public static void Check(Fields fields, ProgrammeRevision it)
    {
        FaultRepeated(
            fields,
            it.Merchants.Select((merchant, i) => ($"merchants[{i}].merchantId", merchant.MerchantId))
        );
        FaultRepeated(fields, it.Rewards.Select((reward, i) => ($"rewards[{i}].rewardId", reward.RewardId)));
        FaultRepeated(fields, it.Actions.Select((action, i) => ($"actions[{i}].action", action.Action)));
        FaultRepeated(fields, (it.Tiers?.Levels ?? []).Select((level, i) => ($"tiers.levels[{i}].tier", level.Tier)));
        if (it.Earning is not null)
            FaultRepeated(fields, RuleIds(it));
        FaultStrangers(fields, it);
        if (it.Tiers is { } tiers)
            FaultTiers(fields, tiers);
        if (it.Earning is { } earning)
            FaultEarning(fields, earning, it.Tiers);
    }

    /// <summary>Explanations name rules by id alone, so an id stands for one rule in the whole document.</summary>
    private static IEnumerable<(string Path, string Id)> RuleIds(ProgrammeRevision it) =>
        it
            .Earning.Base.Select((rule, i) => ($"earning.base[{i}].id", rule.Id))
            .Concat(it.Earning.Multipliers.Select((rule, i) => ($"earning.multipliers[{i}].id", rule.Id)))
            .Concat(it.Earning.Bonuses.Select((rule, i) => ($"earning.bonuses[{i}].id", rule.Id)))
            .Concat(it.Earning.Caps.Select((cap, i) => ($"earning.caps[{i}].id", cap.Id)))
            .Concat((it.Tiers?.Levels ?? []).Select((level, i) => ($"tiers.levels[{i}].tier", level.RuleId)))
            .Concat(it.Perks.Select((perk, i) => ($"perks[{i}].id", perk.Id)));

    private static void FaultRepeated(Fields fields, IEnumerable<(string Path, string Id)> ids)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (path, id) in ids)
            if (!seen.Add(id))
                fields.Fault(path, "stands here a second time");
    }

    /// <summary>Points are issued and honoured by merchants of the programme only (law L5).</summary>
    private static void FaultStrangers(Fields fields, ProgrammeRevision it)
    {
        foreach (var (index, reward) in it.Rewards.Index())
            if (reward.MerchantId is { } merchantId && it.Merchant(merchantId) is not { Honours: true })
                fields.Fault(
                    $"rewards[{index}].merchantId",
                    "must be a merchant of the programme who honours its points"
                );
        foreach (var (index, action) in it.Actions.Index())
            if (it.Merchant(action.MerchantId) is not { Issues: true })
                fields.Fault(
                    $"actions[{index}].merchantId",
                    "must be a merchant of the programme who issues its points"
                );
        foreach (var (path, condition) in Conditions.Of(it))
        {
            foreach (var (index, merchantId) in condition.Merchants.Index())
                if (it.Merchant(merchantId) is null)
                    fields.Fault($"{path}.merchants[{index}]", "must be a merchant of the programme");
            foreach (var (index, tier) in condition.Tiers.Index())
                if (it.Tiers?.Levels.Any(level => level.Tier == tier) != true)
                    fields.Fault($"{path}.tiers[{index}]", "must be a tier of the programme");
        }
    }

    private static void FaultTiers(Fields fields, Tiers tiers)
    {
        for (var i = 0; i < tiers.Levels.Length; i++)
        {
            var level = tiers.Levels[i];
            if (i == 0 && (level.Spend > Fen.Zero || level.Visits > 0))
                fields.Fault("tiers.levels[0]", "must ask for nothing: everyone has the first tier");
            if (
                i > 0
                && (
                    level.Spend < tiers.Levels[i - 1].Spend
                    || level.Visits < tiers.Levels[i - 1].Visits
                    || (level.Spend == tiers.Levels[i - 1].Spend && level.Visits == tiers.Levels[i - 1].Visits)
                )
            )
                fields.Fault($"tiers.levels[{i}]", "must ask for more than the tier before it");
        }
    }

    private static void FaultEarning(Fields fields, Earning earning, Tiers? tiers)
    {
        var limitable = earning
            .Base.Select(rule => rule.Id)
            .Concat(earning.Multipliers.Select(rule => rule.Id))
            .Concat(earning.Bonuses.Select(rule => rule.Id))
            .Concat((tiers?.Levels ?? []).Where(level => level.Times > 1).Select(level => level.RuleId))
            .ToHashSet(StringComparer.Ordinal);
        foreach (var (index, cap) in earning.Caps.Index())
        {
            foreach (var (at, rule) in cap.Rules.Index())
                if (!limitable.Contains(rule))
                    fields.Fault($"earning.caps[{index}].rules[{at}]", "must be the id of a rule that earns");
            if (cap.Per == Per.Campaign && cap.Rules.IsEmpty)
                fields.Fault($"earning.caps[{index}].rules", "must name the campaign's rules");
            foreach (var other in earning.Caps[..index])
                if (Crosses(cap, other))
                    fields.Fault(
                        $"earning.caps[{index}].rules",
                        $"must be all, none, or part of the rules of {other.Id}: else spending more could earn less"
                    );
        }
        var multipliers = earning.Multipliers.Length + (tiers?.Levels.Count(level => level.Times > 1) ?? 0);
        if (earning.Stacking == Stacking.Multiply && multipliers > Earning.MultiplyingMax)
            fields.Fault(
                "earning.stacking",
                $"multiplies, which takes at most {Earning.MultiplyingMax} multipliers, rates of tiers included"
            );
    }

    private static bool Crosses(Cap cap, Cap other)
    {
        if (cap.Rules.IsEmpty || other.Rules.IsEmpty)
            return false;
        var shared = cap.Rules.Intersect(other.Rules, StringComparer.Ordinal).Count();
        return shared > 0 && shared < Math.Min(cap.Rules.Length, other.Rules.Length);
    }
}
