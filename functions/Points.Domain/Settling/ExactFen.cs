using System.Globalization;

namespace Points.Domain.Settling;

/// <summary>
/// An amount of money in fen before rounding, exact to a millionth of a fen. That is precise enough, because terms
/// state whole fen for a hundred points and fees to the hundredth of a percent. Only statements round.
/// </summary>
public readonly record struct ExactFen
{
    private const int Decimals = 6;

    /// <summary>How many of the smallest parts make a fen: amounts are whole millionths of a fen.</summary>
    public const int PartsPerFen = 1_000_000;

    public static readonly ExactFen Zero;

    public ExactFen(decimal value) =>
        Value =
            value == decimal.Round(value, Decimals)
                ? value
                : throw new ArgumentOutOfRangeException(nameof(value), value, "must be whole millionths of a fen");

    public decimal Value { get; }

    public static ExactFen operator +(ExactFen left, ExactFen right) => new(left.Value + right.Value);

    public static ExactFen operator -(ExactFen left, ExactFen right) => new(left.Value - right.Value);

    public static ExactFen operator -(ExactFen amount) => new(-amount.Value);

    public static ExactFen FromParts(long wholeFen, long millionths) =>
        new(wholeFen + ((decimal)millionths / PartsPerFen));

    /// <summary>Rounds to whole fen, half to even, so that many roundings do not add up to a bias.</summary>
    public Fen Round() => new((long)decimal.Round(Value, MidpointRounding.ToEven));

    /// <summary>
    /// Splits the amount into whole fen, rounded down, and the millionths above them. A store whose numbers are binary
    /// floating point keeps both parts exactly.
    /// </summary>
    public (long WholeFen, long Millionths) ToParts()
    {
        var whole = decimal.Floor(Value);
        return ((long)whole, (long)((Value - whole) * PartsPerFen));
    }

    public override string ToString() => Value.ToString("0.######", CultureInfo.InvariantCulture);
}
