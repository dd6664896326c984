using Points.Domain.Programmes;
using Points.Domain.Programmes.Rules;
using static Points.Domain.Programmes.Disclosing.DisclosureFormat;

namespace Points.Domain.Comparing;

/// <summary>Compares what purchases earn, alone and one after another.</summary>
internal sealed class EarningComparison
{
    private const int SituationsMax = 900;

    /// <summary>Totals at which caps and the rounding of small amounts show, besides those that rules name.</summary>
    private static readonly Fen[] Totals = [new(100), new(1_000_000 * Fen.PerYuan)];

    private readonly ProgrammeTerms _before,
        _after;
    private readonly SituationSpace _space;
    private readonly SituationText _text;
    private readonly IReadOnlyList<int[]> _situations;
    private readonly List<IReadOnlyList<Condition>> _changedRules;
    private bool _isBetter;

    private EarningComparison(ProgrammeTerms before, ProgrammeTerms after, IReadOnlyList<string> changedPaths)
    {
        (_before, _after) = (before, after);
        _changedRules = ListChangedRules(changedPaths);
        Condition[] conditions =
        [
            .. _changedRules
                .SelectMany(it => it)
                .Concat(ListConditions(before))
                .Concat(ListConditions(after))
                .Distinct(),
        ];
        var dimensions = new Dimensions(conditions, TierPair.List(before.Tiers, after.Tiers), before, []);
        _space = new(
            [.. dimensions.OfMembers(), .. dimensions.OfPurchases(Totals.Concat(ListCapTotals()))],
            conditions
        );
        _text = new(_space.Plain);
        _situations = [.. _space.List(_changedRules, SituationsMax)];
    }

    public static Finding Compare(ProgrammeTerms before, ProgrammeTerms after, IReadOnlyList<string> changedPaths)
    {
        var comparison = new EarningComparison(before, after, changedPaths);
        if (comparison.FindWorsePurchase() is { } example)
            return new("earning", example, comparison._isBetter);
        var sequences = new PurchaseSequences(before, after, comparison._space, comparison._changedRules);
        var inTurn = sequences.FindWorse(comparison._situations);
        return new("earning", inTurn, comparison._isBetter || sequences.IsBetter);
    }

    private string? FindWorsePurchase() =>
        _space.FindFirst(_situations, IsWorse) is { } worse
            ? $"{_text.OfPurchase(worse)} earns {PointsInEnglish(Earn(_before, worse, worse.Tier.Before))} today and "
                + $"would earn {FormatPoints(Earn(_after, worse, worse.Tier.After))}"
            : null;

    private bool IsWorse(Situation situation)
    {
        var (was, becomes) = (
            Earn(_before, situation, situation.Tier.Before),
            Earn(_after, situation, situation.Tier.After)
        );
        _isBetter |= becomes > was;
        return becomes < was;
    }

    private static Points Earn(ProgrammeTerms terms, Situation situation, string? tier) =>
        situation.EarnUnder(terms, tier).Points;

    /// <summary>The rules that changed; all of them if something changed that concerns all.</summary>
    private List<IReadOnlyList<Condition>> ListChangedRules(IReadOnlyList<string> changedPaths)
    {
        var all = ListRules(_before).Concat(ListRules(_after)).ToLookup(it => it.Id, it => it.When);
        var changed = all.Where(rule =>
                changedPaths.Any(path => path.Contains($"[{rule.Key}]", StringComparison.Ordinal))
            )
            .ToList();
        var rules = changed.Select(rule => (IReadOnlyList<Condition>)[.. rule]).ToList();
        if (
            rules.Count == 0
            || changedPaths.Any(path =>
                path.StartsWith("earning.caps", StringComparison.Ordinal)
                || path is "earning.stacking" or "earning.base"
            )
        )
            rules.AddRange(
                all.OrderByDescending(rule => IsCappedByName(rule.Key))
                    .Select(rule => (IReadOnlyList<Condition>)[.. rule])
            );
        if (changedPaths.Any(path => path.StartsWith("tiers", StringComparison.Ordinal)))
            rules.Insert(0, [.. ListTierConditions()]);
        return rules;
    }

    private bool IsCappedByName(string ruleId) =>
        _before.Earning.Caps.Concat(_after.Earning.Caps).Any(cap => cap.Rules.Contains(ruleId));

    private static IEnumerable<(string Id, Condition When)> ListRules(ProgrammeTerms terms) =>
        terms
            .Earning.BaseRates.Select(it => (it.Id, it.When))
            .Concat(terms.Earning.Multipliers.Select(it => (it.Id, it.When)))
            .Concat(terms.Earning.Bonuses.Select(it => (it.Id, it.When)));

    private IEnumerable<Condition> ListTierConditions() =>
        (_before.Tiers?.Levels ?? [])
            .Concat(_after.Tiers?.Levels ?? [])
            .Select(level => Condition.Always with { Tiers = [level.Tier] });

    private static IEnumerable<Condition> ListConditions(ProgrammeTerms terms) =>
        ListRules(terms)
            .Select(it => it.When)
            .Concat((terms.Tiers?.Levels ?? []).Select(level => Condition.Always with { Tiers = [level.Tier] }));

    /// <summary>Purchases that earn about half of a cap, all of it, and twice as much, at one point for each yuan.</summary>
    private IEnumerable<Fen> ListCapTotals() =>
        _before
            .Earning.Caps.Concat(_after.Earning.Caps)
            .Select(cap => Math.Min(cap.Points.Value, OrderLine.AmountMax.Value / (4 * Fen.PerYuan)))
            .SelectMany(points => (long[])[points / 2, points, points * 2])
            .Where(yuan => yuan > 0)
            .Select(yuan => new Fen(yuan * Fen.PerYuan));
}
