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

    public BlobUploadOptions AsOne =>
        new()
        {
            Conditions = FirstOnly,
            HttpHeaders = Headers,
            Metadata = Carried,
        };

    public CommitBlockListOptions AsBlocks =>
        new()
        {
            Conditions = FirstOnly,
            HttpHeaders = Headers,
            Metadata = Carried,
        };

    private static BlobRequestConditions FirstOnly => new() { IfNoneMatch = ETag.All };

    private BlobHttpHeaders Headers => new() { ContentType = contentType };

    private Dictionary<string, string> Carried => new(StringComparer.Ordinal) { [IdName] = _id.ToString("N") };

    public bool HasMade(BlobProperties file) =>
        file.Metadata.TryGetValue(IdName, out var id) && id == _id.ToString("N");

    /// <summary>
    /// The name of a block: the same however often it is sent, all of one length as the storage demands, and never that of
    /// another write's, since unfinished writes of one name share their blocks.
    /// </summary>
    public string Block(int index)
    {
        Span<byte> name = stackalloc byte[IdBytes + sizeof(int)];
        _id.TryWriteBytes(name);
        BinaryPrimitives.WriteInt32BigEndian(name[IdBytes..], index);
        return Convert.ToBase64String(name);
    }
}
