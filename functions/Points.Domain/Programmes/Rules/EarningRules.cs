using System.Collections.Immutable;

namespace Points.Domain.Programmes.Rules;

/// <summary>
/// A revision's earning rules, compiled once, as the engine runs them over an order: each line's share of what was paid
/// in cash, times its base rate, times its multiplier; summed exactly and rounded down once; bonuses on top; caps last.
/// </summary>
public sealed class EarningRules
{
    private readonly CompiledRule[] _rules;
    private readonly int _firstMultiplier,
        _firstBonus;
    private readonly CompiledCap[] _caps;
    private readonly Stacking _stacking;

    /// <summary>The factor 1 as an integer: exact for every product of multipliers that can stack.</summary>
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
        // Narrower caps first: what they cut no longer counts towards the wider ones.
        _caps =
        [
            .. earning.Caps.Select(cap => CompiledCap.Compile(cap, _rules)).OrderBy(cap => cap.RuleIndexes.Length),
        ];
        RecentLinesNeeded = _rules.Max(rule => rule.When.Affinity?.OfLastLines ?? 0);
    }

    /// <summary>How many of a member's last lines some rule looks at.</summary>
    public int RecentLinesNeeded { get; }

    /// <param name="paidWithPoints">Of the lines' total; it earns nothing, spread over the lines pro rata.</param>
    /// <param name="counters">What the member has used of the caps.</param>
    /// <param name="today">The day of posting: caps count by it.</param>
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

    /// <summary>No member earns more with such lines: what to have at hand before one looks at the member.</summary>
    public Points MaxEarnable(ImmutableArray<OrderLine> lines, Fen cash)
    {
        if (cash <= Fen.Zero)
            return Points.Zero;
        var most =
            (Int128)cash.Value
            * _rules[.._firstMultiplier].Max(rule => rule.Units)
            * MaxMultiplier()
            / (CompiledRule.RateUnits * (Int128)_unitFactor * Fen.PerYuan);
        foreach (var bonus in _rules[_firstBonus..])
            most += (Int128)bonus.Units * lines.Length;
        return new(checked((long)most));
    }

    private void AddLine(OrderLine line, in RuleContext context, ReadOnlySpan<bool> applies, ref EarningTally tally)
    {
        var rate = 0;
        while (rate < _firstMultiplier && !(applies[rate] && _rules[rate].When.HoldsForLine(line, context)))
            rate++;
        if (rate < _firstMultiplier)
        {
            var worth = (Int128)line.Amount.Value * _rules[rate].Units;
            tally.Add(rate, worth * _unitFactor, line.Amount);
            AddMultipliers(line, worth, context, applies, ref tally);
        }
    }

    /// <summary>A bonus a line is earned by each line that it is given for, one an order by all of them, each by its amount.</summary>
    private void AddBonus(
        int ruleIndex,
        ImmutableArray<OrderLine> lines,
        in RuleContext context,
        ref EarningTally tally
    )
    {
        var (rule, all) = (_rules[ruleIndex], Fen.Zero);
        Span<bool> given = stackalloc bool[lines.Length];
        for (var line = 0; line < lines.Length; line++)
        {
            given[line] = lines[line].Amount > Fen.Zero && rule.When.HoldsForLine(lines[line], context);
            if (!given[line])
                continue;
            all += lines[line].Amount;
            if (rule.Per == LimitPeriod.Line)
                tally.AddToLine(ruleIndex, line, rule.Units);
        }
        if (rule.Per == LimitPeriod.Line || all == Fen.Zero)
            return;
        tally.AddToOrder(ruleIndex, rule.Units);
        for (var line = 0; line < lines.Length; line++)
            if (given[line])
                tally.AllocateToLine(ruleIndex, line, lines[line].Amount, all);
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

    /// <summary>Rounds down once, says what each rule did to the sum, and lets the caps cut.</summary>
    private EarningResult BuildResult(ref EarningTally tally, LimitCounters counters, DateOnly today)
    {
        var explanation = ImmutableArray.CreateBuilder<Explanation>(_rules.Length);
        for (var at = 0; at < _rules.Length; at++)
            if (tally.IsApplied(at))
                explanation.Add(_rules[at].Explain(tally.AddRuleToTotal(at), tally.CashFor(at)));
        foreach (var cap in _caps)
            if (cap.Apply(ref tally, counters, today) is { } cut)
                explanation.Add(cut);
        foreach (var cap in _caps)
            counters = cap.CountUse(ref tally, counters, today);
        return new(tally.Points, explanation.DrainToImmutable(), counters, tally.SplitByLine(tally.Points));
    }

    private long MaxMultiplier()
    {
        var multipliers = _rules[_firstMultiplier.._firstBonus];
        return _stacking switch
        {
            Stacking.BestOf => multipliers.Select(rule => rule.Units).Append(_unitFactor).Max(),
            Stacking.Add => multipliers.Aggregate(
                _unitFactor,
                (sum, rule) => sum + rule.Units - CompiledRule.TimesUnits
            ),
            Stacking.Multiply => multipliers.Aggregate(
                _unitFactor,
                (product, rule) => product * rule.Units / CompiledRule.TimesUnits
            ),
        };
    }

    private static IEnumerable<Multiplier> BuildTierMultipliers(Tiers? tiers) =>
        (tiers?.Levels ?? [])
            .Where(level => level.Times > 1)
            .Select(level => new Multiplier(level.RuleId, level.Times, Condition.Always with { Tiers = [level.Tier] }));
}

/// <summary>What an order earns, why, and what of the member's caps it uses.</summary>
/// <param name="PointsByLine">What of the points each line earned; they add up to all.</param>
public sealed record EarningResult(
    Points Points,
    ImmutableArray<Explanation> Explanation,
    LimitCounters Counters,
    ImmutableArray<Points> PointsByLine
);
