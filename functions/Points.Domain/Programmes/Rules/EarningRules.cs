using System.Collections.Immutable;

namespace Points.Domain.Programmes.Rules;

/// <summary>
/// A revision's earning rules, compiled once. An order's points are calculated so: each line's share of what was paid
/// in cash, times its base rate, times its multipliers; summed exactly; bonuses on top; rounded down once; then caps.
/// </summary>
public sealed class EarningRules
{
    private readonly CompiledRule[] _rules;
    private readonly int _firstMultiplier,
        _firstBonus;
    private readonly CompiledCap[] _caps;
    private readonly Stacking _stacking;

    /// <summary>The factor 1 as an integer, large enough that every product of stacked multipliers is exact.</summary>
    private readonly long _unitFactor = CompiledRule.TimesUnits;

    public EarningRules(EarningTerms earning, Tiers? tiers)
    {
        CompiledRule[] rates = [.. earning.BaseRates.Select(CompiledRule.Compile)];
        CompiledRule[] multipliers =
        [
            .. earning.Multipliers.Concat(BuildTierMultipliers(tiers)).Select(CompiledRule.Compile),
        ];
        (_firstMultiplier, _firstBonus) = (rates.Length, rates.Length + multipliers.Length);
        _rules = [.. rates, .. multipliers, .. earning.Bonuses.Select(CompiledRule.Compile)];
        _stacking = earning.Stacking;
        if (_stacking == Stacking.Multiply)
            for (var more = 1; more < multipliers.Length; more++)
                _unitFactor *= CompiledRule.TimesUnits;
        // Narrower caps first: points that they remove do not count towards wider caps.
        _caps = CutNarrowFirst([
            .. earning.Caps.Select(cap => CompiledCap.Compile(cap, _rules)).OrderBy(cap => cap.RuleIndexes.Length),
        ]);
        RecentLinesNeeded = _rules.Max(rule => rule.When.Affinity?.OfLastLines ?? 0);
    }

    /// <summary>How many of a member's last purchase lines the rules need.</summary>
    public int RecentLinesNeeded { get; }

    /// <summary>Calculates what an order earns.</summary>
    /// <param name="paidWithPoints">
    /// The part of the total paid with points. It earns nothing, spread over all lines.
    /// </param>
    /// <param name="counters">What the member has used of the caps so far.</param>
    /// <param name="today">The day on which the entry is committed; it decides the period of each cap.</param>
    public EarningResult Evaluate(
        ImmutableArray<OrderLine> lines,
        Fen paidWithPoints,
        in RuleContext context,
        LimitCounters counters,
        DateOnly today
    )
    {
        var tally = new EarningTally(
            stackalloc Int128[_rules.Length],
            stackalloc long[_rules.Length],
            stackalloc bool[_rules.Length],
            stackalloc Int128[lines.Length]
        );
        tally.Begin(
            CompiledRule.RateUnits * (Int128)_unitFactor * Fen.PerYuan,
            context.Total,
            context.Total - paidWithPoints
        );
        if (context.Total > paidWithPoints)
        {
            Span<bool> holds = stackalloc bool[_rules.Length];
            for (var at = 0; at < holds.Length; at++)
                holds[at] = _rules[at].When.HoldsForOrder(context);
            for (var at = 0; at < lines.Length; at++)
            {
                tally.BeginLine(at);
                AddLine(lines[at], context, holds, ref tally);
            }
            tally.ScaleToCash();
            for (var at = _firstBonus; at < _rules.Length; at++)
                if (holds[at])
                    AddBonus(at, lines, context, ref tally);
        }
        return BuildResult(ref tally, counters, today);
    }

    private void AddLine(OrderLine line, in RuleContext context, ReadOnlySpan<bool> applies, ref EarningTally tally)
    {
        var rate = 0;
        while (rate < _firstMultiplier && !(applies[rate] && _rules[rate].When.HoldsForLine(line, context)))
            rate++;
        if (rate < _firstMultiplier)
        {
            var baseUnits = (Int128)line.Amount.Value * _rules[rate].Units;
            tally.Add(rate, baseUnits * _unitFactor, line.Amount);
            AddMultipliers(line, baseUnits, context, applies, ref tally);
        }
    }

    /// <summary>
    /// Adds a bonus. A bonus per line goes to each line it applies to; a bonus per order is shared by all lines it
    /// applies to, in proportion to their amounts.
    /// </summary>
    private void AddBonus(
        int ruleIndex,
        ImmutableArray<OrderLine> lines,
        in RuleContext context,
        ref EarningTally tally
    )
    {
        var (rule, total) = (_rules[ruleIndex], Fen.Zero);
        Span<bool> applies = stackalloc bool[lines.Length];
        for (var line = 0; line < lines.Length; line++)
        {
            applies[line] = lines[line].Amount > Fen.Zero && rule.When.HoldsForLine(lines[line], context);
            if (!applies[line])
                continue;
            total += lines[line].Amount;
            if (rule.Per == LimitPeriod.Line)
                tally.AddToLine(ruleIndex, line, rule.Units);
        }
        if (rule.Per == LimitPeriod.Line || total == Fen.Zero)
            return;
        tally.AddToOrder(ruleIndex, rule.Units);
        for (var line = 0; line < lines.Length; line++)
            if (applies[line])
                tally.AllocateToLine(ruleIndex, line, lines[line].Amount, total);
    }

    private void AddMultipliers(
        OrderLine line,
        Int128 baseUnits,
        in RuleContext context,
        ReadOnlySpan<bool> applies,
        ref EarningTally tally
    )
    {
        var (best, product) = (-1, _unitFactor);
        for (var at = _firstMultiplier; at < _firstBonus; at++)
        {
            if (!applies[at] || !_rules[at].When.HoldsForLine(line, context))
                continue;
            var times = _rules[at].Units;
            if (_stacking == Stacking.BestOf)
            {
                if (best < 0 || times > _rules[best].Units)
                    best = at;
                continue;
            }
            var next =
                _stacking == Stacking.Add
                    ? product + times - CompiledRule.TimesUnits
                    : product * times / CompiledRule.TimesUnits;
            tally.Add(at, baseUnits * (next - product), line.Amount);
            product = next;
        }
        if (best >= 0)
            tally.Add(best, baseUnits * (_rules[best].Units - CompiledRule.TimesUnits), line.Amount);
    }

    /// <summary>
    /// Lets a wide cap cut the rules first that a narrower cap limits, too: points that a member does not get must not
    /// use up the narrower cap.
    /// </summary>
    private static CompiledCap[] CutNarrowFirst(CompiledCap[] narrowestFirst)
    {
        for (var at = 1; at < narrowestFirst.Length; at++)
        {
            var cap = narrowestFirst[at];
            var limited = narrowestFirst[..at]
                .Where(narrower => !narrower.Cap.Rules.IsEmpty && narrower.RuleIndexes.Length < cap.RuleIndexes.Length)
                .SelectMany(narrower => narrower.RuleIndexes)
                .ToHashSet();
            narrowestFirst[at] = cap with { RuleIndexes = [.. cap.RuleIndexes.OrderBy(limited.Contains)] };
        }
        return narrowestFirst;
    }

    /// <summary>Rounds down once, explains what each rule added to the total, and applies the caps.</summary>
    private EarningResult BuildResult(ref EarningTally tally, LimitCounters counters, DateOnly today)
    {
        var explanation = ImmutableArray.CreateBuilder<Explanation>(_rules.Length);
        for (var at = 0; at < _rules.Length; at++)
            if (tally.IsApplied(at))
                explanation.Add(_rules[at].Explain(tally.AddRuleToTotal(at), tally.CashFor(at)));
        foreach (var cap in _caps)
            if (cap.Apply(ref tally, counters, today) is { } cut)
                explanation.Add(cut);
        var capUse = ImmutableArray.CreateBuilder<LimitCounter>();
        foreach (var cap in _caps)
            if (cap.FindUse(ref tally, today) is { } use)
                capUse.Add(use);
        return new(
            tally.Points,
            explanation.DrainToImmutable(),
            capUse.Aggregate(counters, (all, use) => all.Add(use.Limit, use.Period, use.Used)),
            capUse.DrainToImmutable(),
            tally.SplitByLine(tally.Points)
        )
        {
            OwnDays = ListOwnDays(ref tally),
        };
    }

    /// <summary>The kinds of own days of the rules that were applied.</summary>
    private ImmutableArray<OwnDay> ListOwnDays(ref EarningTally tally)
    {
        var kinds = ImmutableArray<OwnDay>.Empty;
        for (var at = 0; at < _rules.Length; at++)
            if (_rules[at].When.OwnDay is { } kind && tally.IsApplied(at) && !kinds.Contains(kind))
                kinds = kinds.Add(kind);
        return kinds;
    }

    private static IEnumerable<Multiplier> BuildTierMultipliers(Tiers? tiers) =>
        (tiers?.Levels ?? [])
            .Where(level => level.Times > 1)
            .Select(level => new Multiplier(level.RuleId, level.Times, Condition.Always with { Tiers = [level.Tier] }));
}
