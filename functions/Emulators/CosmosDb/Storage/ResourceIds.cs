using System.Buffers.Binary;
using System.Text;
using Emulators.CosmosDb.Documents;

namespace Emulators.CosmosDb.Storage;

/// <summary>
/// Creates resource ids that the SDK can parse: base64 of 4 bytes for a database, 8 for a container and 16 for a
/// document. Each begins with the bytes of its parent. They contain '-' where base64 has '/'.
/// </summary>
internal static class ResourceIds
{
    private const int DatabaseBytes = 4;
    private const int ContainerBytes = 8;
    private const int DocumentBytes = 16;

    // The SDK recognises a container, among the children of a database, by the highest bit of its part.
    private const uint ContainerMark = 0x8000_0000;

    public static string ForDatabase(int key)
    {
        Span<byte> bytes = stackalloc byte[DatabaseBytes];
        BinaryPrimitives.WriteInt32BigEndian(bytes, key);
        return Encode(bytes);
    }

    public static string ForContainer(int database, int key)
    {
        Span<byte> bytes = stackalloc byte[ContainerBytes];
        BinaryPrimitives.WriteInt32BigEndian(bytes, database);
        BinaryPrimitives.WriteUInt32BigEndian(bytes[DatabaseBytes..], (uint)key | ContainerMark);
        return Encode(bytes);
    }

    /// <summary>
    /// A document's resource id. It never changes, because it depends only on the partition key and the id.
    /// </summary>
    public static string ForDocument(StoredContainer container, in Scalar partitionKey, string id)
    {
        Span<byte> bytes = stackalloc byte[DocumentBytes];
        BinaryPrimitives.WriteInt32BigEndian(bytes, container.Database.Key);
        BinaryPrimitives.WriteUInt32BigEndian(bytes[DatabaseBytes..], (uint)container.Key | ContainerMark);
        BinaryPrimitives.WriteUInt64LittleEndian(bytes[ContainerBytes..], Fingerprint(partitionKey, id));
        return Encode(bytes);
    }

    private static ulong Fingerprint(in Scalar partitionKey, string id)
    {
        Span<byte> bytes = stackalloc byte[(EncodedDocument.IdBytesMax * 3) + sizeof(ulong)];
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, unchecked((ulong)EffectivePartitionKey.Compute(partitionKey)));
        var length = sizeof(ulong) + Encoding.UTF8.GetBytes(id, bytes[sizeof(ulong)..]);
        return MurmurHash3.Hash128(bytes[..length]).Low;
    }

    private static string Encode(ReadOnlySpan<byte> bytes) => Convert.ToBase64String(bytes).Replace('/', '-');
}
