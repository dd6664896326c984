using System.Globalization;

namespace Points;

/// <summary>
/// A whole number of loyalty points; negative for points that leave a wallet. Arithmetic is checked: an overflow
/// throws and never becomes a wrong balance. There is no conversion to or from <see cref="Fen"/> (law L10).
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

    /// <summary>These points times <paramref name="part"/> / <paramref name="whole"/>, rounded towards zero.</summary>
    public Points Prorate(long part, long whole) => new((long)((Int128)Value * part / whole));

    public int CompareTo(Points other) => Value.CompareTo(other.Value);

    public override string ToString() => Value.ToString(CultureInfo.InvariantCulture);
}
