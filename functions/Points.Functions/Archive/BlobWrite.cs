using System.Buffers.Binary;
using Azure;
using Azure.Storage.Blobs.Models;

namespace Points.Functions.Archive;

/// <summary>One write of a file: what it sends has its id, and makes a file only where there is none.</summary>
internal sealed class BlobWrite(string contentType)
{
    /// <summary>The name of what a file carries of its write.</summary>
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
    /// The name of a block: the same however often it is sent, all of one length as the storage demands, and never that of
    /// another write's, since unfinished writes of one name share their blocks.
    /// </summary>
    public string BlockId(int index)
    {
        Span<byte> name = stackalloc byte[IdBytes + sizeof(int)];
        _id.TryWriteBytes(name);
        BinaryPrimitives.WriteInt32BigEndian(name[IdBytes..], index);
        return Convert.ToBase64String(name);
    }
}
