using System.Buffers.Binary;

namespace Points.Domain.Approving;

/// <summary>How many rows an import has, and what they come to together.</summary>
/// <param name="Amount">What the purchases come to.</param>
/// <param name="Points">The points of the balances.</param>
public readonly record struct ImportSum(long Rows, Fen Amount, Points Points)
{
    internal const int Size = 3 * sizeof(long);

    /// <exception cref="OverflowException">The sum is too large.</exception>
    public static ImportSum operator +(ImportSum one, ImportSum other) =>
        new(checked(one.Rows + other.Rows), one.Amount + other.Amount, one.Points + other.Points);

    /// <summary>Whether no part of it is negative: else one row could make room for another.</summary>
    internal bool IsPlausible => Rows > 0 && Amount >= Fen.Zero && Points >= Points.Zero;

    internal void Write(Span<byte> target)
    {
        BinaryPrimitives.WriteInt64BigEndian(target, Rows);
        BinaryPrimitives.WriteInt64BigEndian(target[sizeof(long)..], Amount.Value);
        BinaryPrimitives.WriteInt64BigEndian(target[(2 * sizeof(long))..], Points.Value);
    }

    internal static ImportSum Read(ReadOnlySpan<byte> source) =>
        new(
            BinaryPrimitives.ReadInt64BigEndian(source),
            new(BinaryPrimitives.ReadInt64BigEndian(source[sizeof(long)..])),
            new(BinaryPrimitives.ReadInt64BigEndian(source[(2 * sizeof(long))..]))
        );
}
