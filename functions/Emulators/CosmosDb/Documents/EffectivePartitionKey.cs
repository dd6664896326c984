using System.Buffers.Binary;
using System.Text;

namespace Emulators.CosmosDb.Documents;

/// <summary>
/// Computes where a partition key falls on the hash ring, exactly as the SDK does for partition key definitions of
/// version 2: MurmurHash3 (128 bit) of the encoded key, with the two highest bits cleared. The SDK picks the physical
/// range of a query by this place, so the store must compute the same.
/// </summary>
internal static class EffectivePartitionKey
{
    private const byte TextMarker = 0x08;
    private const byte NumberMarker = 0x05;
    private const byte TextEnd = 0xFF;
    private const int StackBytesMax = 512;

    /// <summary>The key's place on the ring, between 0 and 2^126.</summary>
    public static UInt128 Compute(in Scalar key) =>
        key.Kind switch
        {
            ScalarKind.Text => HashText(key.Text!),
            ScalarKind.Integer or ScalarKind.Real => HashNumber(key.Number),
            ScalarKind.Null => Hash([0x01]),
            ScalarKind.False => Hash([0x02]),
            ScalarKind.True => Hash([0x03]),
            ScalarKind.Undefined => Hash([0x00]),
            ScalarKind.Composite => throw new RequestRefusedException(
                400,
                "A partition key is a string, a number, a boolean or null."
            ),
        };

    /// <summary>Formats a place as headers and ranges carry it: upper-case hexadecimal, highest digit first.</summary>
    public static string Format(UInt128 place) =>
        place.ToString("X32", System.Globalization.CultureInfo.InvariantCulture);

    private static UInt128 HashText(string text)
    {
        var length = Encoding.UTF8.GetByteCount(text) + 2;
        var encoded = length <= StackBytesMax ? stackalloc byte[length] : new byte[length];
        encoded[0] = TextMarker;
        Encoding.UTF8.GetBytes(text, encoded[1..]);
        encoded[^1] = TextEnd;
        return Hash(encoded);
    }

    private static UInt128 HashNumber(double number)
    {
        Span<byte> encoded = stackalloc byte[1 + sizeof(double)];
        encoded[0] = NumberMarker;
        BinaryPrimitives.WriteDoubleLittleEndian(encoded[1..], number);
        return Hash(encoded);
    }

    private static UInt128 Hash(ReadOnlySpan<byte> encoded)
    {
        var (low, high) = MurmurHash3.Hash128(encoded);
        return new UInt128(high & 0x3FFF_FFFF_FFFF_FFFF, low);
    }
}
