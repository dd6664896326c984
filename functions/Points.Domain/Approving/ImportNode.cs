using System.Security.Cryptography;
using System.Text;

namespace Points.Domain.Approving;

/// <summary>
/// A node of the hash tree over the rows of an import. Its hash covers what the rows below come to, so that nobody can
/// have a small sum approved and post large rows.
/// </summary>
internal readonly record struct ImportNode(byte[] Hash, ImportSum Sum)
{
    public const int Size = SHA256.HashSizeInBytes + ImportSum.Size;

    /// <summary>Keep a row from being taken for a pair, and a pair for a row.</summary>
    private const byte RowMark = 0,
        PairMark = 1;

    public static ImportNode OfRow(string fingerprint, ImportSum sum)
    {
        var text = Encoding.UTF8.GetBytes(fingerprint);
        var bytes = new byte[1 + ImportSum.Size + text.Length];
        bytes[0] = RowMark;
        sum.Write(bytes.AsSpan(1));
        text.CopyTo(bytes, 1 + ImportSum.Size);
        return new(SHA256.HashData(bytes), sum);
    }

    /// <summary>The same whichever of the two comes first, so that a proof need not say it.</summary>
    /// <exception cref="OverflowException">The sum is too large.</exception>
    public static ImportNode OfPair(ImportNode one, ImportNode other)
    {
        var (first, second) = one.Hash.AsSpan().SequenceCompareTo(other.Hash) <= 0 ? (one, other) : (other, one);
        Span<byte> bytes = stackalloc byte[1 + (2 * Size)];
        bytes[0] = PairMark;
        first.Write(bytes[1..]);
        second.Write(bytes[(1 + Size)..]);
        return new(SHA256.HashData(bytes), one.Sum + other.Sum);
    }

    public void Write(Span<byte> target)
    {
        Hash.CopyTo(target);
        Sum.Write(target[SHA256.HashSizeInBytes..]);
    }

    public static ImportNode Read(ReadOnlySpan<byte> source) =>
        new(source[..SHA256.HashSizeInBytes].ToArray(), ImportSum.Read(source[SHA256.HashSizeInBytes..]));
}
