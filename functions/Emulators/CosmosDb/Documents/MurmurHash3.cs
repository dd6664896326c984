using System.Buffers.Binary;
using System.Numerics;

namespace Emulators.CosmosDb.Documents;

/// <summary>MurmurHash3 by Austin Appleby: the x64 variant with 128 bits and seed zero.</summary>
internal static class MurmurHash3
{
    private const ulong C1 = 0x87c37b91114253d5;
    private const ulong C2 = 0x4cf5ad432745937f;
    private const int BlockBytes = 16;

    public static (ulong Low, ulong High) Hash128(ReadOnlySpan<byte> data)
    {
        unchecked
        {
            ulong h1 = 0,
                h2 = 0;
            var rest = data;
            for (; rest.Length >= BlockBytes; rest = rest[BlockBytes..])
            {
                h1 ^= Mix1(BinaryPrimitives.ReadUInt64LittleEndian(rest));
                h1 = ((BitOperations.RotateLeft(h1, 27) + h2) * 5) + 0x52dce729;
                h2 ^= Mix2(BinaryPrimitives.ReadUInt64LittleEndian(rest[8..]));
                h2 = ((BitOperations.RotateLeft(h2, 31) + h1) * 5) + 0x38495ab5;
            }
            Span<byte> tail = stackalloc byte[BlockBytes];
            tail.Clear();
            rest.CopyTo(tail);
            h2 ^= Mix2(BinaryPrimitives.ReadUInt64LittleEndian(tail[8..]));
            h1 ^= Mix1(BinaryPrimitives.ReadUInt64LittleEndian(tail));

            h1 ^= (ulong)data.Length;
            h2 ^= (ulong)data.Length;
            h1 += h2;
            h2 += h1;
            h1 = Finish(h1);
            h2 = Finish(h2);
            h1 += h2;
            h2 += h1;
            return (h1, h2);
        }
    }

    private static ulong Mix1(ulong k) => unchecked(BitOperations.RotateLeft(k * C1, 31) * C2);

    private static ulong Mix2(ulong k) => unchecked(BitOperations.RotateLeft(k * C2, 33) * C1);

    private static ulong Finish(ulong k)
    {
        unchecked
        {
            k ^= k >> 33;
            k *= 0xff51afd7ed558ccd;
            k ^= k >> 33;
            k *= 0xc4ceb9fe1a85ec53;
            return k ^ (k >> 33);
        }
    }
}
