using System.Buffers.Binary;
using System.Numerics;

namespace Emulators.CosmosDb.Journal;

/// <summary>
/// A record of the journal: a header, the changes of one group of writes, and padding to eight bytes. The checksum
/// covers the number of the segment, so that what a file held before it was used again is never taken for a record.
/// </summary>
/// <param name="Previous">The sequence number of the last change before the record.</param>
/// <param name="Last">The sequence number of the record's last change.</param>
/// <param name="PayloadLength">The length of the changes, in bytes.</param>
internal readonly record struct JournalFrame(long Previous, long Last, int PayloadLength)
{
    public const int HeaderBytes = 32;

    /// <summary>Where a record may begin: at multiples of this.</summary>
    public const int Alignment = 8;

    private const uint Mark = 0x314E524A; // "JRN1"
    private const int LengthAt = 4;
    private const int PreviousAt = 8;
    private const int LastAt = 16;
    private const int UnusedAt = 24;
    private const int ChecksumAt = 28;

    /// <summary>The length of the whole record in the file.</summary>
    public long Length => LengthOf(PayloadLength);

    public static long LengthOf(int payload) => (HeaderBytes + (long)payload + Alignment - 1) / Alignment * Alignment;

    /// <summary>Writes the header in front of the changes.</summary>
    /// <param name="record">The record: room for the header, and then the changes.</param>
    /// <param name="segment">The number of the segment.</param>
    public void Write(Span<byte> record, long segment)
    {
        BinaryPrimitives.WriteUInt32LittleEndian(record, Mark);
        BinaryPrimitives.WriteInt32LittleEndian(record[LengthAt..], PayloadLength);
        BinaryPrimitives.WriteInt64LittleEndian(record[PreviousAt..], Previous);
        BinaryPrimitives.WriteInt64LittleEndian(record[LastAt..], Last);
        record[UnusedAt..ChecksumAt].Clear();
        BinaryPrimitives.WriteUInt32LittleEndian(
            record[ChecksumAt..],
            Checksum(record[..ChecksumAt], record.Slice(HeaderBytes, PayloadLength), segment)
        );
    }

    /// <summary>Reads the record at the beginning of some bytes of a segment.</summary>
    /// <returns>Null if there is no whole record of this segment.</returns>
    public static JournalFrame? Read(ReadOnlySpan<byte> bytes, long segment)
    {
        if (bytes.Length < HeaderBytes || BinaryPrimitives.ReadUInt32LittleEndian(bytes) != Mark)
            return null;
        var length = BinaryPrimitives.ReadInt32LittleEndian(bytes[LengthAt..]);
        if (length < 0 || length > bytes.Length - HeaderBytes)
            return null;
        var checksum = Checksum(bytes[..ChecksumAt], bytes.Slice(HeaderBytes, length), segment);
        return checksum == BinaryPrimitives.ReadUInt32LittleEndian(bytes[ChecksumAt..])
            ? new(
                BinaryPrimitives.ReadInt64LittleEndian(bytes[PreviousAt..]),
                BinaryPrimitives.ReadInt64LittleEndian(bytes[LastAt..]),
                length
            )
            : null;
    }

    private static uint Checksum(ReadOnlySpan<byte> header, ReadOnlySpan<byte> payload, long segment) =>
        Add(Add(BitOperations.Crc32C(uint.MaxValue, (ulong)segment), header), payload);

    private static uint Add(uint checksum, ReadOnlySpan<byte> bytes)
    {
        for (; bytes.Length >= sizeof(ulong); bytes = bytes[sizeof(ulong)..])
            checksum = BitOperations.Crc32C(checksum, BinaryPrimitives.ReadUInt64LittleEndian(bytes));
        foreach (var rest in bytes)
            checksum = BitOperations.Crc32C(checksum, rest);
        return checksum;
    }
}
