using System.Buffers;
using System.Buffers.Binary;
using System.Text;
using Emulators.CosmosDb.Changes;
using Emulators.CosmosDb.Documents;
using Emulators.CosmosDb.Storage;

namespace Emulators.CosmosDb.Journal;

/// <summary>
/// The changes of a group of writes as the journal holds them. Of a new version it holds the document, which says
/// everything else; of a removal the partition key and the id.
/// </summary>
internal static class ChangeRecord
{
    private const byte Written = 1;
    private const byte Removed = 2;

    // What every change begins with: its kind, the container, the sequence number, the time, and a length.
    private const int ContainerAt = 1;
    private const int SequenceAt = 5;
    private const int SecondsAt = 13;
    private const int LengthAt = 21;
    private const int HeaderBytes = 25;

    public static void Write(IBufferWriter<byte> output, DocumentChange change)
    {
        if (change.Version is { } version)
            Write(output, change, Written, version.Body.Span);
        else
            Write(output, change, Removed, WriteIdentity(change));
    }

    /// <summary>Reads changes in the order in which they were written.</summary>
    /// <param name="record">The changes of a record of the journal.</param>
    /// <param name="containers">
    /// The containers by their keys. Changes of others are left out: they were deleted.
    /// </param>
    public static IEnumerable<DocumentChange> Read(
        ReadOnlyMemory<byte> record,
        IReadOnlyDictionary<int, StoredContainer> containers
    )
    {
        while (record.Length > 0)
        {
            var length = BinaryPrimitives.ReadInt32LittleEndian(record.Span[LengthAt..]);
            var container = BinaryPrimitives.ReadInt32LittleEndian(record.Span[ContainerAt..]);
            if (containers.TryGetValue(container, out var stored))
                yield return Read(record.Span, record.Slice(HeaderBytes, length), stored);
            record = record[(HeaderBytes + length)..];
        }
    }

    private static void Write(IBufferWriter<byte> output, DocumentChange change, byte kind, ReadOnlySpan<byte> content)
    {
        var header = output.GetSpan(HeaderBytes);
        header[0] = kind;
        BinaryPrimitives.WriteInt32LittleEndian(header[ContainerAt..], change.Range.Container.Key);
        BinaryPrimitives.WriteInt64LittleEndian(header[SequenceAt..], change.Sequence);
        BinaryPrimitives.WriteInt64LittleEndian(header[SecondsAt..], change.Seconds);
        BinaryPrimitives.WriteInt32LittleEndian(header[LengthAt..], content.Length);
        output.Advance(HeaderBytes);
        output.Write(content);
    }

    private static DocumentChange Read(
        ReadOnlySpan<byte> header,
        ReadOnlyMemory<byte> content,
        StoredContainer container
    )
    {
        var version = header[0] == Written ? container.Definition.Reader.Read(content.ToArray()) : null;
        var (key, id) = version is null ? ReadIdentity(content.Span) : (version.PartitionKey, version.Id);
        return new DocumentChange(
            container.FindRange(key),
            key,
            id,
            BinaryPrimitives.ReadInt64LittleEndian(header[SequenceAt..]),
            BinaryPrimitives.ReadInt64LittleEndian(header[SecondsAt..]),
            version
        );
    }

    private static byte[] WriteIdentity(DocumentChange change)
    {
        using var bytes = new MemoryStream();
        using var writer = new BinaryWriter(bytes, Encoding.UTF8);
        var key = change.PartitionKey;
        writer.Write((byte)key.Kind);
        writer.Write(key.Integer);
        writer.Write(key.Real);
        writer.Write(key.Text ?? "");
        writer.Write(change.Id);
        return bytes.ToArray();
    }

    private static (Scalar PartitionKey, string Id) ReadIdentity(ReadOnlySpan<byte> content)
    {
        using var reader = new BinaryReader(new MemoryStream(content.ToArray()), Encoding.UTF8);
        var (kind, integer, real, text) = (
            (ScalarKind)reader.ReadByte(),
            reader.ReadInt64(),
            reader.ReadDouble(),
            reader.ReadString()
        );
        return (new Scalar(kind, integer, real, kind == ScalarKind.Text ? text : null), reader.ReadString());
    }
}
