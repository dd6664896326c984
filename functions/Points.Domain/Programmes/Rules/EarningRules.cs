using System.Collections.Immutable;
using Points.Domain.Accruing;
using Points.Domain.Ledger;
using Points.Domain.Wallets;

namespace Points.Domain.Programmes.Rules;

/// <summary>
/// A revision's earning rules, compiled once, as the engine runs them over an order: each line's share of what was paid
/// in cash, times its base rate, times its multiplier; summed exactly and rounded down once; bonuses on top; caps last.
/// </summary>
public sealed class EarningRules
{
    private readonly CompiledRule[] _rules;
    private readonly int _multipliersFrom,
        _bonusesFrom;
    private readonly CompiledCap[] _caps;
    private readonly Stacking _stacking;

    /// <summary>The factor 1 as an integer: exact for every product of multipliers that can stack.</summary>
    private readonly long _once = CompiledRule.TimesUnits;

    public EarningRules(Earning earning, Tiers? tiers)
    {
        CompiledRule[] rates = [.. earning.Base.Select(CompiledRule.Of)];
        CompiledRule[] multipliers = [.. earning.Multipliers.Concat(OfTiers(tiers)).Select(CompiledRule.Of)];
        (_multipliersFrom, _bonusesFrom) = (rates.Length, rates.Length + multipliers.Length);
        _rules = [.. rates, .. multipliers, .. earning.Bonuses.Select(CompiledRule.Of)];
        _stacking = earning.Stacking;
        if (_stacking == Stacking.Multiply)
            for (var more = 1; more < multipliers.Length; more++)
                _once *= CompiledRule.TimesUnits;
        // Narrower caps first: what they cut no longer counts towards the wider ones.
        _caps = [.. earning.Caps.Select(cap => CompiledCap.Of(cap, _rules)).OrderBy(cap => cap.Rules.Length)];
        LinesRemembered = _rules.Max(rule => rule.When.Affinity?.OfLastLines ?? 0);
    }

    /// <summary>How many of a member's last lines some rule looks at.</summary>
    public int LinesRemembered { get; }

    /// <param name="paidWithPoints">Of the lines' total; it earns nothing, spread over the lines pro rata.</param>
    /// <param name="counters">What the member has used of the caps.</param>
    /// <param name="today">The day of posting: caps count by it.</param>
    public Earned Evaluate(
        ImmutableArray<OrderLine> lines,
        Fen paidWithPoints,
        in Circumstances order,
        Counters counters,
        DateOnly today
    )
    {
        var tally = new Tally(
            stackalloc Int128[_rules.Length],
            stackalloc long[_rules.Length],
            stackalloc bool[_rules.Length],
            stackalloc Int128[lines.Length]
        );
        tally.Begin(CompiledRule.RateUnits * (Int128)_once * Fen.PerYuan, order.Total, order.Total - paidWithPoints);
        if (order.Total > paidWithPoints)
        {
            Span<bool> holds = stackalloc bool[_rules.Length];
            for (var at = 0; at < holds.Length; at++)
                holds[at] = _rules[at].When.HoldsForOrder(order);
            for (var at = 0; at < lines.Length; at++)
            {
                tally.BeginLine(at);
                Add(lines[at], order, holds, ref tally);
            }
            tally.LeaveCash();
            for (var at = _bonusesFrom; at < _rules.Length; at++)
                if (holds[at])
                    AddBonus(at, lines, order, ref tally);
        }
        return Conclude(ref tally, counters, today);
    }

    /// <summary>No member earns more with such lines: what to have at hand before one looks at the member.</summary>
    public Points MostEarnable(ImmutableArray<OrderLine> lines, Fen cash)
    {
        if (cash <= Fen.Zero)
            return Points.Zero;
        var most =
            (Int128)cash.Value
            * _rules[.._multipliersFrom].Max(rule => rule.Units)
            * MostTimes()
            / (CompiledRule.RateUnits * (Int128)_once * Fen.PerYuan);
        foreach (var bonus in _rules[_bonusesFrom..])
            most += (Int128)bonus.Units * lines.Length;
        return new(checked((long)most));
    }

    private void Add(OrderLine line, in Circumstances order, ReadOnlySpan<bool> holds, ref Tally tally)
    {
        var rate = 0;
        while (rate < _multipliersFrom && !(holds[rate] && _rules[rate].When.HoldsForLine(line, order)))
            rate++;
        if (rate < _multipliersFrom)
        {
            var worth = (Int128)line.Amount.Value * _rules[rate].Units;
            tally.Add(rate, worth * _once, line.Amount);
            Multiply(line, worth, order, holds, ref tally);
        }
    }

    /// <summary>A bonus a line is earned by each line that it is given for, one an order by all of them, each by its amount.</summary>
    private void AddBonus(int at, ImmutableArray<OrderLine> lines, in Circumstances order, ref Tally tally)
    {
        var (rule, all) = (_rules[at], Fen.Zero);
        Span<bool> given = stackalloc bool[lines.Length];
        for (var line = 0; line < lines.Length; line++)
        {
            given[line] = lines[line].Amount > Fen.Zero && rule.When.HoldsForLine(lines[line], order);
            if (!given[line])
                continue;
            all += lines[line].Amount;
            if (rule.Per == Per.Line)
                tally.AddWhole(at, line, rule.Units);
        }
        if (rule.Per == Per.Line || all == Fen.Zero)
            return;
        tally.AddToOrder(at, rule.Units);
        for (var line = 0; line < lines.Length; line++)
            if (given[line])
                tally.Share(at, line, lines[line].Amount, all);
    }

    private void Multiply(
        OrderLine line,
        Int128 worth,
        in Circumstances order,
        ReadOnlySpan<bool> holds,
        ref Tally tally
    )
    {
        var (best, product) = (-1, _once);
        for (var at = _multipliersFrom; at < _bonusesFrom; at++)
        {
            if (!holds[at] || !_rules[at].When.HoldsForLine(line, order))
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
            tally.Add(at, worth * (next - product), line.Amount);
            product = next;
        }
        if (best >= 0)
            tally.Add(best, worth * (_rules[best].Units - CompiledRule.TimesUnits), line.Amount);
    }

    /// <summary>Rounds down once, says what each rule did to the sum, and lets the caps cut.</summary>
    private Earned Conclude(ref Tally tally, Counters counters, DateOnly today)
    {
        var explanation = ImmutableArray.CreateBuilder<Explanation>(_rules.Length);
        for (var at = 0; at < _rules.Length; at++)
            if (tally.Applied(at))
                explanation.Add(_rules[at].Explain(tally.Take(at), tally.CashOf(at)));
        foreach (var cap in _caps)
            if (cap.Cut(ref tally, counters, today) is { } cut)
                explanation.Add(cut);
        foreach (var cap in _caps)
            counters = cap.Count(ref tally, counters, today);
        return new(tally.Points, explanation.DrainToImmutable(), counters, tally.Shares(tally.Points));
    }

    private long MostTimes()
    {
        var multipliers = _rules[_multipliersFrom.._bonusesFrom];
        return _stacking switch
        {
            Stacking.BestOf => multipliers.Select(rule => rule.Units).Append(_once).Max(),
            Stacking.Add => multipliers.Aggregate(_once, (sum, rule) => sum + rule.Units - CompiledRule.TimesUnits),
            Stacking.Multiply => multipliers.Aggregate(
                _once,
                (product, rule) => product * rule.Units / CompiledRule.TimesUnits
            ),
        };
    }

    private static IEnumerable<Multiplier> OfTiers(Tiers? tiers) =>
        (tiers?.Levels ?? [])
            .Where(level => level.Times > 1)
            .Select(level => new Multiplier(level.RuleId, level.Times, Condition.Always with { Tiers = [level.Tier] }));
}

/// <summary>What an order earns, why, and what of the member's caps it uses.</summary>
/// <param name="Shares">What of the points each line earned; they add up to all.</param>
public sealed record Earned(
    Points Points,
    ImmutableArray<Explanation> Explanation,
    Counters Counters,
    ImmutableArray<Points> Shares
);
