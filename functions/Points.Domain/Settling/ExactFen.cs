using System.Globalization;

namespace Points.Domain.Settling;

/// <summary>
/// An amount of money before it is rounded: terms name fen for a hundred points and a fee to the hundredth of a percent, so
/// a millionth of a fen is exact. Sums of it are exact too, whatever their order; only a statement rounds.
/// </summary>
public readonly record struct ExactFen
{
    private const int Decimals = 6;

    /// <summary>Parts of a fen that are counted.</summary>
    public const int PartsPerFen = 1_000_000;

    public static readonly ExactFen Zero;

    public ExactFen(decimal value) =>
        Value =
            value == decimal.Round(value, Decimals)
                ? value
                : throw new ArgumentOutOfRangeException(nameof(value), value, "must be of whole millionths of a fen");

    public decimal Value { get; }

    public static ExactFen operator +(ExactFen left, ExactFen right) => new(left.Value + right.Value);

    public static ExactFen operator -(ExactFen left, ExactFen right) => new(left.Value - right.Value);

    public static ExactFen operator -(ExactFen amount) => new(-amount.Value);

    public static ExactFen FromParts(long wholeFen, long millionths) =>
        new(wholeFen + ((decimal)millionths / PartsPerFen));

    /// <summary>Half a fen goes to the even one, so that many roundings lean to no side.</summary>
    public Fen Round() => new((long)decimal.Round(Value, MidpointRounding.ToEven));

    /// <summary>Whole fen, rounded down, and the millionths above them: a store that counts in binary numbers keeps both exact.</summary>
    public (long WholeFen, long Millionths) ToParts()
    {
        var whole = decimal.Floor(Value);
        return ((long)whole, (long)((Value - whole) * PartsPerFen));
    }

    public override string ToString() => Value.ToString("0.######", CultureInfo.InvariantCulture);
}
