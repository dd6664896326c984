using System.Collections.Immutable;

namespace Points.Domain.Settling;

/// <summary>Sums of settlement lines. They are exact, so the order of the lines does not matter.</summary>
public sealed class SettlementAccountTotals : IEquatable<SettlementAccountTotals>
{
    private static readonly int MoneyColumns = Enum.GetValues<MoneyColumn>().Length,
        PointsColumns = Enum.GetValues<PointsColumn>().Length;

    public static readonly SettlementAccountTotals Zero = new(
        0,
        [.. new ExactFen[MoneyColumns]],
        [.. new Points[PointsColumns]]
    );

    private readonly ImmutableArray<ExactFen> _moneyByColumn;
    private readonly ImmutableArray<Points> _pointsByColumn;

    private SettlementAccountTotals(long lines, ImmutableArray<ExactFen> money, ImmutableArray<Points> points) =>
        (LineCount, _moneyByColumn, _pointsByColumn) = (lines, money, points);

    public long LineCount { get; }

    public ExactFen this[MoneyColumn column] => _moneyByColumn[(int)column];

    public Points this[PointsColumn column] => _pointsByColumn[(int)column];

    /// <summary>What the holder receives less what the holder owes, in exact fen.</summary>
    public ExactFen Net => _moneyByColumn.Aggregate(ExactFen.Zero, (sum, amount) => sum + amount);

    public static SettlementAccountTotals FromColumns(
        long lines,
        Func<MoneyColumn, ExactFen> money,
        Func<PointsColumn, Points> points
    ) =>
        new(
            lines,
            [.. Enum.GetValues<MoneyColumn>().Select(money)],
            [.. Enum.GetValues<PointsColumn>().Select(points)]
        );

    public static SettlementAccountTotals Sum(IEnumerable<SettlementLine> lines)
    {
        var (count, money, points) = (0L, new ExactFen[MoneyColumns], new Points[PointsColumns]);
        foreach (var line in lines)
        {
            count++;
            foreach (var (column, amount) in line.Amounts)
                money[(int)column] += amount;
            if (line.Column is { } counted)
                points[(int)counted] += line.Flow.Points;
        }
        return new(count, [.. money], [.. points]);
    }

    public static SettlementAccountTotals operator +(SettlementAccountTotals left, SettlementAccountTotals right) =>
        new(
            checked(left.LineCount + right.LineCount),
            [.. left._moneyByColumn.Zip(right._moneyByColumn, (one, other) => one + other)],
            [.. left._pointsByColumn.Zip(right._pointsByColumn, (one, other) => one + other)]
        );

    public bool Equals(SettlementAccountTotals? other) =>
        other is not null
        && LineCount == other.LineCount
        && _moneyByColumn.SequenceEqual(other._moneyByColumn)
        && _pointsByColumn.SequenceEqual(other._pointsByColumn);

    public override bool Equals(object? obj) => Equals(obj as SettlementAccountTotals);

    public override int GetHashCode() => HashCode.Combine(LineCount, Net);
}
