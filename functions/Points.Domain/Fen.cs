using System.Globalization;

namespace Points;

/// <summary>
/// An amount of money in fen (¥1 = 100 fen). Arithmetic is checked: an overflow throws. There is no conversion to or
/// from <see cref="Points"/>: only a programme's published terms say how many points money earns (law L10).
/// </summary>
public readonly record struct Fen(long Value) : IComparable<Fen>
{
    public const int PerYuan = 100;
    public static readonly Fen Zero = new(0);

    public static Fen operator +(Fen left, Fen right) => new(checked(left.Value + right.Value));

    public static Fen operator -(Fen left, Fen right) => new(checked(left.Value - right.Value));

    public static Fen operator -(Fen fen) => new(checked(-fen.Value));

    public static Fen operator *(Fen fen, long times) => new(checked(fen.Value * times));

    public static bool operator <(Fen left, Fen right) => left.Value < right.Value;

    public static bool operator >(Fen left, Fen right) => left.Value > right.Value;

    public static bool operator <=(Fen left, Fen right) => left.Value <= right.Value;

    public static bool operator >=(Fen left, Fen right) => left.Value >= right.Value;

    public static Fen Min(Fen left, Fen right) => left < right ? left : right;

    /// <summary>This amount times <paramref name="part"/> / <paramref name="whole"/>, rounded towards zero.</summary>
    public Fen Prorate(long part, long whole) => new((long)((Int128)Value * part / whole));

    public int CompareTo(Fen other) => Value.CompareTo(other.Value);

    /// <summary>The amount in yuan, for people: <c>¥12.05</c>.</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"¥{(decimal)Value / PerYuan:0.00}");
}
