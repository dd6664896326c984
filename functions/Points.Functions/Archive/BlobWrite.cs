using System.Buffers.Binary;
using Azure;
using Azure.Storage.Blobs.Models;

namespace Points.Functions.Archive;

/// <summary>One write of a file. Its requests carry its id, and create the file only if it does not exist.</summary>
internal sealed class BlobWrite(string contentType)
{
    /// <summary>The name of the metadata with the id of the write.</summary>
    private const string IdName = "write";

    private const int IdBytes = 16;

    private readonly Guid _id = Guid.NewGuid();

    public BlobUploadOptions UploadOptions =>
        new()
        {
            Conditions = IfAbsent,
            HttpHeaders = Headers,
            Metadata = Metadata,
        };

    public CommitBlockListOptions BlockListOptions =>
        new()
        {
            Conditions = IfAbsent,
            HttpHeaders = Headers,
            Metadata = Metadata,
        };

    private static BlobRequestConditions IfAbsent => new() { IfNoneMatch = ETag.All };

    private BlobHttpHeaders Headers => new() { ContentType = contentType };

    private Dictionary<string, string> Metadata => new(StringComparer.Ordinal) { [IdName] = _id.ToString("N") };

    public bool HasWritten(BlobProperties file) =>
        file.Metadata.TryGetValue(IdName, out var id) && id == _id.ToString("N");

    /// <summary>
    /// The id of a block, the same every time the block is sent. All ids have one length, as the storage requires. They
    /// differ between writes, because unfinished writes of a file share their blocks.
    /// </summary>
    public string BlockId(int index)
    {
        Span<byte> name = stackalloc byte[IdBytes + sizeof(int)];
        _id.TryWriteBytes(name);
        BinaryPrimitives.WriteInt32BigEndian(name[IdBytes..], index);
        return Convert.ToBase64String(name);
    }
}
