using System.Globalization;

namespace Points;

/// <summary>
/// A whole number of loyalty points; negative where it is a movement out of a wallet. Arithmetic is checked:
/// an overflow is a fault, never a wrong balance. There is no conversion to or from <see cref="Fen"/> (law L10).
/// </summary>
public readonly record struct Points(long Value) : IComparable<Points>
{
    public static readonly Points Zero = new(0);

    public static Points operator +(Points left, Points right) => new(checked(left.Value + right.Value));

    public static Points operator -(Points left, Points right) => new(checked(left.Value - right.Value));

    public static Points operator -(Points points) => new(checked(-points.Value));

    public static Points operator *(Points points, long times) => new(checked(points.Value * times));

    public static bool operator <(Points left, Points right) => left.Value < right.Value;

    public static bool operator >(Points left, Points right) => left.Value > right.Value;

    public static bool operator <=(Points left, Points right) => left.Value <= right.Value;

    public static bool operator >=(Points left, Points right) => left.Value >= right.Value;

    public static Points Min(Points left, Points right) => left < right ? left : right;

    /// <summary>So many equal parts of it; rounded down where it does not divide.</summary>
    public Points Prorate(long part, long whole) => new((long)((Int128)Value * part / whole));

    public int CompareTo(Points other) => Value.CompareTo(other.Value);

    public override string ToString() => Value.ToString(CultureInfo.InvariantCulture);
}
