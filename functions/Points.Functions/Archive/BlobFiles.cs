using System.Buffers;
using System.Runtime.CompilerServices;
using Azure;
using Azure.Core;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;
using Points.Domain;
using Points.Domain.Files;

namespace Points.Functions.Archive;

/// <summary>
/// Stores write-once files in a container of Blob storage. A write succeeds only if the file does not exist. Each
/// file carries the id of its write: if an answer is lost and the retry finds a file, the id tells whether this write
/// made it.
/// </summary>
/// <remarks>
/// The deployment creates the container, with a retention policy that makes files immutable for everybody. The app's
/// identity may read and write blobs. A file longer than a block is sent in blocks, which stay invisible until the
/// block list is committed. The storage discards the blocks of a write that was never committed.
/// </remarks>
/// <param name="service">The account's blob endpoint. It must be HTTPS, or the client refuses to send tokens.</param>
internal sealed class BlobFiles(
    Uri service,
    TokenCredential identity,
    string container = BlobFiles.DefaultContainer,
    BlobClientOptions? options = null
) : IWriteOnceFiles
{
    public const string DefaultContainer = "archive";

    /// <summary>How much of a file is in memory at a time, whatever its length.</summary>
    public const int BlockBytes = 4 * 1024 * 1024;

    /// <summary>The most blocks that Blob storage allows in a file: 195 GiB in all.</summary>
    private const int BlocksMax = 50_000;

    private readonly BlobContainerClient _container = new(
        new Uri($"{service.AbsoluteUri.TrimEnd('/')}/{container}"),
        identity,
        options ?? BlobRequests.Options()
    );

    public async Task<bool> Write(string name, string contentType, Stream content, CancellationToken ct)
    {
        WriteOnceFileNames.ThrowIfInvalid(name);
        var (blob, write) = (_container.GetBlockBlobClient(name), new BlobWrite(contentType));
        var buffer = ArrayPool<byte>.Shared.Rent(BlockBytes);
        var length = await content.ReadAtLeastAsync(
            buffer.AsMemory(0, BlockBytes),
            BlockBytes,
            throwOnEndOfStream: false,
            ct
        );
        var isWritten =
            length < BlockBytes
                ? await TrySend(
                    write,
                    blob,
                    () => blob.UploadAsync(new MemoryStream(buffer, 0, length), write.UploadOptions, ct),
                    ct
                )
                : await WriteBlocks(write, blob, content, buffer, ct);
        // Not in a finally: after an exception the connection may still use the buffer.
        ArrayPool<byte>.Shared.Return(buffer);
        return isWritten;
    }

    public async Task<Stream?> Read(string name, CancellationToken ct)
    {
        WriteOnceFileNames.ThrowIfInvalid(name);
        try
        {
            return (
                await BlobRequests.Send(
                    () => _container.GetBlockBlobClient(name).DownloadStreamingAsync(cancellationToken: ct),
                    ct
                )
            )
                .Value
                .Content;
        }
        catch (RequestFailedException missing) when (missing.ErrorCode == BlobErrorCode.BlobNotFound)
        {
            return null;
        }
    }

    /// <summary>The storage lists names in ordinal order.</summary>
    public async IAsyncEnumerable<string> List(
        string folder,
        string? after,
        [EnumeratorCancellation] CancellationToken ct
    )
    {
        var request = new GetBlobsOptions { Prefix = folder };
        await using var pages = _container.GetBlobsAsync(request, ct).AsPages().GetAsyncEnumerator(ct);
        while (await BlobRequests.Send(() => pages.MoveNextAsync().AsTask(), ct))
            foreach (var blob in pages.Current.Values)
                if (after is null || string.CompareOrdinal(blob.Name, after) > 0)
                    yield return blob.Name;
    }

    /// <param name="buffer">Holds the first block, and is reused for all others.</param>
    private static async Task<bool> WriteBlocks(
        BlobWrite write,
        BlockBlobClient blob,
        Stream content,
        byte[] buffer,
        CancellationToken ct
    )
    {
        // The storage would refuse only the block list, after everything was sent. This check saves sending in vain.
        if ((await BlobRequests.Send(() => blob.ExistsAsync(ct), ct)).Value)
            return false;

        var blocks = new List<string>();
        for (
            var length = BlockBytes;
            length > 0;
            length = await content.ReadAtLeastAsync(
                    buffer.AsMemory(0, BlockBytes),
                    BlockBytes,
                    throwOnEndOfStream: false,
                    ct
                )
        )
        {
            if (blocks.Count == BlocksMax)
                throw new InvalidOperationException(
                    $"{blob.Name} is longer than {BlocksMax} blocks of {BlockBytes} bytes"
                );
            var (blockId, block) = (write.BlockId(blocks.Count), new MemoryStream(buffer, 0, length));
            blocks.Add(blockId);
            if (!await TrySend(write, blob, () => blob.StageBlockAsync(blockId, block, cancellationToken: ct), ct))
                return false;
        }
        return await TrySend(write, blob, () => blob.CommitBlockListAsync(blocks, write.BlockListOptions, ct), ct);
    }

    /// <summary>
    /// Sends a file or a part of one. If the storage refuses because the file exists, this write may have made it.
    /// </summary>
    /// <returns>Whether this write succeeded, or had succeeded before.</returns>
    private static async Task<bool> TrySend<T>(
        BlobWrite write,
        BlockBlobClient blob,
        Func<Task<T>> send,
        CancellationToken ct
    )
    {
        try
        {
            await BlobRequests.Send(send, ct);
            return true;
        }
        catch (RequestFailedException refused) when (IsFileConflict(refused))
        {
            return await IsWrittenBy(write, blob, ct);
        }
    }

    /// <summary>
    /// Whether the storage refused because the file exists. Committing a file discards the blocks of other writes,
    /// which makes their lists invalid; a retention policy then refuses any further block.
    /// </summary>
    private static bool IsFileConflict(RequestFailedException refused) =>
        refused.ErrorCode is { } code
        && (
            code == BlobErrorCode.BlobAlreadyExists
            || code == BlobErrorCode.ConditionNotMet
            || code == BlobErrorCode.BlobImmutableDueToPolicy
            || code == BlobErrorCode.InvalidBlockList
        );

    private static async Task<bool> IsWrittenBy(BlobWrite write, BlockBlobClient blob, CancellationToken ct)
    {
        try
        {
            return write.HasWritten(
                (await BlobRequests.Send(() => blob.GetPropertiesAsync(cancellationToken: ct), ct)).Value
            );
        }
        catch (RequestFailedException missing) when (missing.Status == 404)
        {
            throw new StoreUnavailableException(
                $"the blocks of {blob.Name} disappeared before they were committed",
                missing
            );
        }
    }
}
