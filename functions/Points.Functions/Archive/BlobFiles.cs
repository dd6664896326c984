using System.Buffers;
using Azure;
using Azure.Core;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;
using Points.Domain.Ports;

namespace Points.Functions.Archive;

/// <summary>
/// Files in a container of Blob storage, written on condition that there is none yet. What makes a file carries an id of
/// its write: where an answer was lost and the retry meets a file, the id on it says whether it is this write's own.
/// </summary>
/// <remarks>
/// The container is made by whoever deploys, with the retention that makes files unchangeable for everybody; the app's
/// identity needs to read and write blobs. A file is sent in blocks, which nobody sees before the list of them is
/// written; those of a write that died are thrown away by the storage.
/// </remarks>
/// <param name="service">The account's blob endpoint; HTTPS, or the client refuses to send tokens.</param>
internal sealed class BlobFiles(Uri service, TokenCredential identity, string container = BlobFiles.DefaultContainer, BlobClientOptions? options = null) : IWriteOnceFiles
{
    public const string DefaultContainer = "archive";

    /// <summary>What is in memory of a file, whatever its length.</summary>
    public const int BlockBytes = 4 * 1024 * 1024;

    /// <summary>Blob storage allows so many, which makes 195 GiB.</summary>
    private const int BlocksMax = 50_000;

    /// <summary>The name of what a file carries of its write.</summary>
    private const string WriteId = "write";

    private readonly BlobContainerClient _container = new(new Uri($"{service.AbsoluteUri.TrimEnd('/')}/{container}"), identity, options ?? BlobCalls.Options());

    public async Task<bool> Write(string name, string contentType, Stream content, CancellationToken ct)
    {
        FileNames.Check(name);
        var blob = _container.GetBlockBlobClient(name);
        // The storage refuses only the list, after everything was sent: asking first spares that where it is in vain.
        if ((await BlobCalls.Ask(() => blob.ExistsAsync(ct), ct)).Value) return false;

        var write = Guid.NewGuid();
        try
        {
            var blocks = await SendBlocks(blob, write, content, ct);
            await BlobCalls.Ask(() => blob.CommitBlockListAsync(blocks, new CommitBlockListOptions
            {
                Conditions = new() { IfNoneMatch = ETag.All },
                HttpHeaders = new() { ContentType = contentType },
                Metadata = new Dictionary<string, string>(StringComparer.Ordinal) { [WriteId] = write.ToString("N") },
            }, ct), ct);
            return true;
        }
        catch (RequestFailedException refused) when (IsOfAnotherFile(refused))
        {
            return await IsMadeBy(write, blob, ct);
        }
    }

    public async Task<Stream?> Read(string name, CancellationToken ct)
    {
        FileNames.Check(name);
        try
        {
            return (await BlobCalls.Ask(() => _container.GetBlockBlobClient(name).DownloadStreamingAsync(cancellationToken: ct), ct)).Value.Content;
        }
        catch (RequestFailedException missing) when (missing.ErrorCode == BlobErrorCode.BlobNotFound)
        {
            return null;
        }
    }

    private static async Task<List<string>> SendBlocks(BlockBlobClient blob, Guid write, Stream content, CancellationToken ct)
    {
        var blocks = new List<string>();
        var buffer = ArrayPool<byte>.Shared.Rent(BlockBytes);
        while (await content.ReadAtLeastAsync(buffer.AsMemory(0, BlockBytes), BlockBytes, throwOnEndOfStream: false, ct) is > 0 and var length)
        {
            if (blocks.Count == BlocksMax) throw new InvalidOperationException($"{blob.Name} is longer than {BlocksMax} blocks of {BlockBytes} bytes");
            blocks.Add(BlockIds.Of(write, blocks.Count));
            await BlobCalls.Ask(() => blob.StageBlockAsync(blocks[^1], new MemoryStream(buffer, 0, length), cancellationToken: ct), ct);
        }
        // Not in a finally: after a fault the connection may not have let go of it yet.
        ArrayPool<byte>.Shared.Return(buffer);
        return blocks;
    }

    /// <summary>The list that makes a file throws away the blocks of other writes.</summary>
    private static bool IsOfAnotherFile(RequestFailedException refused) =>
        refused.ErrorCode is { } code && (code == BlobErrorCode.BlobAlreadyExists || code == BlobErrorCode.ConditionNotMet
            || code == BlobErrorCode.BlobImmutableDueToPolicy || code == BlobErrorCode.InvalidBlockList);

    private static async Task<bool> IsMadeBy(Guid write, BlockBlobClient blob, CancellationToken ct)
    {
        try
        {
            var made = (await BlobCalls.Ask(() => blob.GetPropertiesAsync(cancellationToken: ct), ct)).Value.Metadata;
            return made.TryGetValue(WriteId, out var id) && id == write.ToString("N");
        }
        catch (RequestFailedException missing) when (missing.Status == 404)
        {
            throw new StoreUnavailableException($"blocks of {blob.Name} were gone before they became the file", missing);
        }
    }
}
