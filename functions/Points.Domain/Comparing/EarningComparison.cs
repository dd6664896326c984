using Points.Domain.Programmes;
using Points.Domain.Programmes.Rules;
using static Points.Domain.Programmes.Disclosing.DisclosureFormat;

namespace Points.Domain.Comparing;

/// <summary>Compares what purchases earn, alone and one after another.</summary>
internal sealed class EarningComparison
{
    private const int SituationsMax = 900,
        GainsMax = 40,
        SequencesMax = 40,
        OthersMax = 15,
        RulesUsual = 10;

    /// <summary>Totals at which caps and the rounding of small amounts show, besides those that rules name.</summary>
    private static readonly Fen[] Totals = [new(100), new(1_000_000 * Fen.PerYuan)];

    /// <summary>How many days after the first purchase of a sequence the others are posted.</summary>
    private static readonly int[] DaysLater = [0, 0, 1, 32, 400];

    private readonly ProgrammeTerms _before,
        _after;
    private readonly SituationSpace _space;
    private readonly SituationText _text;
    private readonly IReadOnlyList<int[]> _situations;
    private bool _isBetter;

    private EarningComparison(ProgrammeTerms before, ProgrammeTerms after, IReadOnlyList<string> changedPaths)
    {
        (_before, _after) = (before, after);
        IReadOnlyList<IReadOnlyList<Condition>> changed = ListChangedRules(changedPaths);
        Condition[] conditions =
        [
            .. changed.SelectMany(it => it).Concat(ListConditions(before)).Concat(ListConditions(after)).Distinct(),
        ];
        var dimensions = new Dimensions(conditions, TierPair.List(before.Tiers, after.Tiers), before, []);
        _space = new(
            new() { Day = DateOnly.MinValue, Now = DateTimeOffset.MinValue },
            [.. dimensions.OfMembers(), .. dimensions.OfPurchases(Totals.Concat(ListCapTotals()))],
            conditions
        );
        _text = new(_space.Plain);
        _situations = [.. _space.List(changed, SituationsMax)];
    }

    public static Finding Compare(ProgrammeTerms before, ProgrammeTerms after, IReadOnlyList<string> changedPaths)
    {
        var comparison = new EarningComparison(before, after, changedPaths);
        return new("earning", comparison.FindWorsePurchase() ?? comparison.FindWorseSequence(), comparison._isBetter);
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
        terms
            .EarningRules.Evaluate(
                situation.Lines,
                Fen.Zero,
                situation.ContextFor(tier),
                LimitCounters.None,
                situation.Day
            )
            .Points;

    /// <summary>
    /// Caps count over several purchases. What one purchase gains can use up a cap, so that the next one loses: those
    /// that gain come first.
    /// </summary>
    private string? FindWorseSequence()
    {
        if (_before.Earning.Caps.IsEmpty && _after.Earning.Caps.IsEmpty)
            return null;
        // Many rules take longer to ask.
        var share = Math.Max(1, ListConditions(_before).Count() / RulesUsual);
        var gains = _situations.Where(values => Gains(_space.At(values))).ToArray();
        foreach (var values in Spread(gains, GainsMax / share).Concat(Spread(_situations, SequencesMax / share)))
        {
            var first = _space.At(values);
            if (FindWorse(first, first, DaysLater) is { } alike)
                return alike;
            foreach (var other in Spread(_situations, OthersMax / share))
            {
                // One member has one tier on both days.
                var second = _space.At(other) with
                {
                    Tier = first.Tier,
                };
                var example =
                    FindWorse(first, second with { Now = first.Now, Day = first.Day }, DaysLater)
                    ?? (second.Day > first.Day ? FindWorse(first, second, []) : FindWorse(second, first, []));
                if (example is not null)
                    return example;
            }
        }
        return null;
    }

    private bool Gains(Situation it) => Earn(_after, it, it.Tier.After) > Earn(_before, it, it.Tier.Before);

    /// <summary>So many of a list, evenly spread.</summary>
    private static IEnumerable<int[]> Spread(IReadOnlyList<int[]> all, int count)
    {
        var step = Math.Max(1, all.Count / Math.Max(1, count));
        for (var at = 0; at < all.Count; at += step)
            yield return all[at];
    }

    /// <param name="daysLater">
    /// How many days after the first purchase each one is posted; empty if both are posted on their own days.
    /// </param>
    private string? FindWorse(Situation first, Situation second, int[] daysLater)
    {
        var (was, becomes) = (new Sequence(_before, first.Tier.Before), new Sequence(_after, first.Tier.After));
        for (var count = 0; count < Math.Max(2, daysLater.Length); count++)
        {
            var next = count % 2 == 0 ? first : second;
            var today = daysLater.Length == 0 ? next.Day : first.Day.PlusDays(daysLater[count]);
            was.Add(next, today);
            becomes.Add(next, today);
            _isBetter |= becomes.Points > was.Points;
            if (becomes.Points < was.Points)
                return $"{_text.OfPurchase(first)}, with {count} more after it, brings "
                    + $"{PointsInEnglish(was.Points)} in all today and would bring {FormatPoints(becomes.Points)}";
        }
        return null;
    }

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
            rules.AddRange(all.Select(rule => (IReadOnlyList<Condition>)[.. rule]));
        if (changedPaths.Any(path => path.StartsWith("tiers", StringComparison.Ordinal)))
            rules.Insert(0, [.. ListTierConditions()]);
        return rules;
    }

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

    /// <summary>What one member earns with purchases one after another.</summary>
    private sealed class Sequence(ProgrammeTerms terms, string? tier)
    {
        private LimitCounters _counters = LimitCounters.None;

        public Points Points { get; private set; } = Points.Zero;

        public void Add(Situation purchase, DateOnly today)
        {
            var earned = terms.EarningRules.Evaluate(
                purchase.Lines,
                Fen.Zero,
                purchase.ContextFor(tier),
                _counters,
                today
            );
            (Points, _counters) = (Points + earned.Points, earned.Counters);
        }
    }
}
