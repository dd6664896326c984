using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace Points.Domain.Programmes.Rules;

/// <summary>
/// Adds up exactly what each rule earns for an order, in a unit so small that no rate, multiplier or share leaves a
/// remainder. Lives on the stack.
/// </summary>
internal ref struct EarningTally(Span<Int128> exact, Span<long> fen, Span<bool> applied, Span<Int128> lines)
{
    private readonly Span<Int128> _unitsByRule = exact;
    private readonly Span<long> _fenByRule = fen;
    private readonly Span<bool> _isApplied = applied;

    /// <summary>What each line earns by all rules.</summary>
    private readonly Span<Int128> _unitsByLine = lines;

    /// <summary>One less than a signed number has, so that bonuses can be added to a product.</summary>
    private const int UnitBitsMax = 125;

    private Int128 _pointUnits,
        _unitSum;
    private int _currentLine;
    private Fen _total,
        _cash;

    /// <summary>The total of the rules added so far, rounded down.</summary>
    public Points Points { get; private set; }

    public readonly int RuleCount => _unitsByRule.Length;

    public void Begin(Int128 pointUnits, Fen total, Fen cash)
    {
        _unitsByRule.Clear();
        _fenByRule.Clear();
        _isApplied.Clear();
        _unitsByLine.Clear();
        (_total, _cash) = (total, cash);
        // If points paid a part, amounts are multiplied by the cash and the point by the total: the share stays exact.
        _pointUnits = cash == total ? pointUnits : pointUnits * total.Value;
    }

    /// <summary>Makes a line the one that <see cref="Add"/> adds to.</summary>
    public void BeginLine(int line) => _currentLine = line;

    /// <param name="amount">The part of the order that the rule applies to, for the explanation.</param>
    public readonly void Add(int rule, Int128 units, Fen amount)
    {
        _unitsByRule[rule] += units;
        _unitsByLine[_currentLine] += units;
        _fenByRule[rule] = checked(_fenByRule[rule] + amount.Value);
        _isApplied[rule] = true;
    }

    /// <summary>
    /// Reduces the units to the share paid in cash: once for all lines, since 128-bit multiplication is slow.
    /// </summary>
    public void ScaleToCash()
    {
        if (_cash == _total)
            return;
        MakeRoomFor(_cash.Value);
        foreach (ref var units in _unitsByRule)
            units *= _cash.Value;
        foreach (ref var units in _unitsByLine)
            units *= _cash.Value;
    }

    /// <summary>
    /// Drops the lowest bits of all units if a product would not fit. Only rules that stack to more than a million
    /// times the usual points come that far; they lose less than a point in a thousand million.
    /// </summary>
    private void MakeRoomFor(long factor)
    {
        Int128 sum = 0;
        foreach (var units in _unitsByRule)
            sum += units;
        var excess = CountBits(sum) + CountBits(factor) - UnitBitsMax;
        if (excess <= 0)
            return;
        _pointUnits >>= excess;
        foreach (ref var units in _unitsByRule)
            units >>= excess;
        foreach (ref var units in _unitsByLine)
            units >>= excess;
    }

    /// <summary>Adds whole points that a line earns.</summary>
    public readonly void AddToLine(int rule, int line, long points)
    {
        _unitsByRule[rule] += points * _pointUnits;
        _unitsByLine[line] += points * _pointUnits;
        _isApplied[rule] = true;
    }

    /// <summary>Adds whole points that the order earns; <see cref="AllocateToLine"/> shares them among lines.</summary>
    public readonly void AddToOrder(int rule, long points)
    {
        _unitsByRule[rule] += points * _pointUnits;
        _isApplied[rule] = true;
    }

    /// <summary>Gives a line its share of what a rule earned for the order.</summary>
    public readonly void AllocateToLine(int rule, int line, Fen part, Fen all) =>
        _unitsByLine[line] += _unitsByRule[rule] / all.Value * part.Value;

    /// <summary>
    /// Splits whole points among the lines in proportion to what each earned. The shares add up to all points.
    /// </summary>
    public readonly ImmutableArray<Points> SplitByLine(Points points)
    {
        Int128 all = 0,
            sum = 0;
        foreach (var line in _unitsByLine)
            all += line;
        // Keeps only as many bits of the sums as fit, multiplied by the points, into a long, which divides faster. That
        // still distinguishes lines that differ by one point in a thousand million. Sums round up: otherwise rounding
        // could take a whole point from equal lines.
        var shift = Math.Max(0, CountBits(all) + CountBits(points.Value) - 63);
        var (whole, droppedBits) = (Math.Max(1, (long)(all >> shift)), (Int128.One << shift) - 1);
        var (shares, given) = (new Points[_unitsByLine.Length], Points.Zero);
        for (var line = 0; line < shares.Length; line++)
        {
            sum += _unitsByLine[line];
            var upTo = new Points(points.Value * Math.Min(whole, (long)((sum + droppedBits) >> shift)) / whole);
            (shares[line], given) = (upTo - given, upTo);
        }
        return ImmutableCollectionsMarshal.AsImmutableArray(shares);
    }

    public readonly bool IsApplied(int rule) => _isApplied[rule];

    /// <summary>The cash that a rule was applied to, rounded down.</summary>
    public readonly Fen CashFor(int rule) =>
        new(_cash == _total ? _fenByRule[rule] : (long)((Int128)_fenByRule[rule] * _cash.Value / _total.Value));

    /// <summary>Adds a rule to the total and returns by how many whole points the total grows.</summary>
    public Points AddRuleToTotal(int rule) => ChangeTotal(_unitsByRule[rule]);

    public readonly Int128 SumOf(ReadOnlySpan<int> rules)
    {
        Int128 sum = 0;
        foreach (var rule in rules)
            sum += _unitsByRule[rule];
        return sum;
    }

    /// <summary>Whole points, with a fraction of a point counted as one.</summary>
    public readonly long RoundUp(Int128 units) => (long)((units + _pointUnits - 1) / _pointUnits);

    /// <summary>Limits what some rules earn together to whole points, taking from the last rule first.</summary>
    /// <returns>By how many whole points the total changes, negative or zero; null if they earned no more.</returns>
    public Points? LimitTo(ReadOnlySpan<int> rules, long points)
    {
        var excess = SumOf(rules) - (points * _pointUnits);
        if (excess <= 0)
            return null;
        var left = excess;
        for (var i = rules.Length - 1; left > 0; i--)
        {
            var cut = Int128.Min(left, _unitsByRule[rules[i]]);
            _unitsByRule[rules[i]] -= cut;
            left -= cut;
        }
        return ChangeTotal(-excess);
    }

    private static int CountBits(Int128 units) => 128 - (int)Int128.LeadingZeroCount(units);

    private Points ChangeTotal(Int128 units)
    {
        _unitSum += units;
        var points = new Points((long)(_unitSum / _pointUnits));
        var moved = points - Points;
        Points = points;
        return moved;
    }
}
