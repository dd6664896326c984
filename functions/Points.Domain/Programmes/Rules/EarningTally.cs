using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace Points.Domain.Programmes.Rules;

/// <summary>
/// What each rule brings to an order, exactly: whole numbers of a unit so small that no rate, multiplier or share leaves
/// a remainder. Lives on the stack.
/// </summary>
internal ref struct EarningTally(Span<Int128> exact, Span<long> fen, Span<bool> applied, Span<Int128> lines)
{
    private readonly Span<Int128> _unitsByRule = exact;
    private readonly Span<long> _fenByRule = fen;
    private readonly Span<bool> _isApplied = applied;

    /// <summary>What each line brings, of all rules.</summary>
    private readonly Span<Int128> _unitsByLine = lines;
    private Int128 _pointUnits,
        _unitSum;
    private int _currentLine;
    private Fen _total,
        _cash;

    /// <summary>The rules' sum so far, rounded down.</summary>
    public Points Points { get; private set; }

    public readonly int RuleCount => _unitsByRule.Length;

    public void Begin(Int128 pointUnits, Fen total, Fen cash)
    {
        _unitsByRule.Clear();
        _fenByRule.Clear();
        _isApplied.Clear();
        _unitsByLine.Clear();
        (_total, _cash) = (total, cash);
        // Where points paid a part, amounts are multiplied by cash and the point by the total: the share stays exact.
        _pointUnits = cash == total ? pointUnits : pointUnits * total.Value;
    }

    /// <summary>Amounts that are added from here on are of this line.</summary>
    public void BeginLine(int line) => _currentLine = line;

    public readonly void Add(int rule, Int128 units, Fen amount)
    {
        _unitsByRule[rule] += units;
        _unitsByLine[_currentLine] += units;
        _fenByRule[rule] = checked(_fenByRule[rule] + amount.Value);
        _isApplied[rule] = true;
    }

    /// <summary>Leaves of what amounts have brought what cash paid for. Once for all of them: multiplying is what takes long.</summary>
    public readonly void ScaleToCash()
    {
        if (_cash == _total)
            return;
        foreach (ref var units in _unitsByRule)
            units *= _cash.Value;
        foreach (ref var units in _unitsByLine)
            units *= _cash.Value;
    }

    /// <summary>Whole points that a line brings.</summary>
    public readonly void AddToLine(int rule, int line, long points)
    {
        _unitsByRule[rule] += points * _pointUnits;
        _unitsByLine[line] += points * _pointUnits;
        _isApplied[rule] = true;
    }

    /// <summary>Whole points that the order brings; <see cref="AllocateToLine"/> says by which lines.</summary>
    public readonly void AddToOrder(int rule, long points)
    {
        _unitsByRule[rule] += points * _pointUnits;
        _isApplied[rule] = true;
    }

    /// <summary>Gives a line its part of what a rule brought to the order.</summary>
    public readonly void AllocateToLine(int rule, int line, Fen part, Fen all) =>
        _unitsByLine[line] += _unitsByRule[rule] / all.Value * part.Value;

    /// <summary>Parts whole points among the lines by what they brought: all of them, and nobody's twice.</summary>
    public readonly ImmutableArray<Points> SplitByLine(Points points)
    {
        Int128 all = 0,
            sum = 0;
        foreach (var line in _unitsByLine)
            all += line;
        // So many bits of the sums that their products with the points fit a long, which divides faster: enough to tell lines
        // apart that differ by a point in a thousand million. Sums round up, or equal lines could miss a point that is whole.
        var shift = Math.Max(0, CountBits(all) + CountBits(points.Value) - 63);
        var (whole, lost) = (Math.Max(1, (long)(all >> shift)), (Int128.One << shift) - 1);
        var (shares, given) = (new Points[_unitsByLine.Length], Points.Zero);
        for (var line = 0; line < shares.Length; line++)
        {
            sum += _unitsByLine[line];
            var upTo = new Points(points.Value * Math.Min(whole, (long)((sum + lost) >> shift)) / whole);
            (shares[line], given) = (upTo - given, upTo);
        }
        return ImmutableCollectionsMarshal.AsImmutableArray(shares);
    }

    public readonly bool IsApplied(int rule) => _isApplied[rule];

    /// <summary>The cash a rule was applied to, rounded down.</summary>
    public readonly Fen CashFor(int rule) =>
        new(_cash == _total ? _fenByRule[rule] : (long)((Int128)_fenByRule[rule] * _cash.Value / _total.Value));

    /// <summary>Adds a rule to the sum: by how many whole points it grows.</summary>
    public Points AddRuleToTotal(int rule) => ChangeTotal(_unitsByRule[rule]);

    public readonly Int128 SumOf(ReadOnlySpan<int> rules)
    {
        Int128 sum = 0;
        foreach (var rule in rules)
            sum += _unitsByRule[rule];
        return sum;
    }

    /// <summary>Whole points, a begun one counted as one.</summary>
    public readonly long RoundUp(Int128 units) => (long)((units + _pointUnits - 1) / _pointUnits);

    /// <summary>Leaves some rules at most so many points, taking from the last first.</summary>
    /// <returns>By how many whole points the sum shrinks; null if they brought no more.</returns>
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
