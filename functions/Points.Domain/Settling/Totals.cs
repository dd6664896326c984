using System.Collections.Immutable;

namespace Points.Domain.Settling;

/// <summary>Sums of lines: exact, and the same in whatever order the lines came.</summary>
public sealed class Totals : IEquatable<Totals>
{
    private static readonly int MoneyColumns = Enum.GetValues<MoneyColumn>().Length,
        PointsColumns = Enum.GetValues<PointsColumn>().Length;

    public static readonly Totals None = new(0, [.. new ExactFen[MoneyColumns]], [.. new Points[PointsColumns]]);

    private readonly ImmutableArray<ExactFen> _money;
    private readonly ImmutableArray<Points> _points;

    private Totals(long lines, ImmutableArray<ExactFen> money, ImmutableArray<Points> points) =>
        (Lines, _money, _points) = (lines, money, points);

    public long Lines { get; }

    public ExactFen this[MoneyColumn column] => _money[(int)column];

    public Points this[PointsColumn column] => _points[(int)column];

    /// <summary>All that is received less all that is owed.</summary>
    public ExactFen Net => _money.Aggregate(ExactFen.Zero, (sum, amount) => sum + amount);

    public static Totals Restore(long lines, Func<MoneyColumn, ExactFen> money, Func<PointsColumn, Points> points) =>
        new(
            lines,
            [.. Enum.GetValues<MoneyColumn>().Select(money)],
            [.. Enum.GetValues<PointsColumn>().Select(points)]
        );

    public static Totals Of(IEnumerable<SettlementLine> lines)
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

    public static Totals operator +(Totals left, Totals right) =>
        new(
            checked(left.Lines + right.Lines),
            [.. left._money.Zip(right._money, (one, other) => one + other)],
            [.. left._points.Zip(right._points, (one, other) => one + other)]
        );

    public bool Equals(Totals? other) =>
        other is not null
        && Lines == other.Lines
        && _money.SequenceEqual(other._money)
        && _points.SequenceEqual(other._points);

    public override bool Equals(object? obj) => Equals(obj as Totals);

    public override int GetHashCode() => HashCode.Combine(Lines, Net);
}
