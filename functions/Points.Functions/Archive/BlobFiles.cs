using System.Buffers;
using Azure;
using Azure.Core;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;
using Points.Domain;
using Points.Domain.Files;

namespace Points.Functions.Archive;

/// <summary>
/// Files in a container of Blob storage, written on condition that there is none yet. What makes a file carries an id of
/// its write: where an answer was lost and the retry meets a file, the id on it says whether it is this write's own.
/// </summary>
/// <remarks>
/// The container is made by whoever deploys, with the retention that makes files unchangeable for everybody; the app's
/// identity needs to read and write blobs. A file longer than a block is sent in blocks, which nobody sees before the
/// list of them is written; those of a write that died are thrown away by the storage.
/// </remarks>
/// <param name="service">The account's blob endpoint; HTTPS, or the client refuses to send tokens.</param>
internal sealed class BlobFiles(
    Uri service,
    TokenCredential identity,
    string container = BlobFiles.DefaultContainer,
    BlobClientOptions? options = null
) : IWriteOnceFiles
{
    public const string DefaultContainer = "archive";

    /// <summary>What is in memory of a file, whatever its length.</summary>
    public const int BlockBytes = 4 * 1024 * 1024;

    /// <summary>Blob storage allows so many, which makes 195 GiB.</summary>
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
        // Not in a finally: after a fault the connection may not have let go of it yet.
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

    /// <param name="buffer">Full of the first block; it is used for all.</param>
    private static async Task<bool> WriteBlocks(
        BlobWrite write,
        BlockBlobClient blob,
        Stream content,
        byte[] buffer,
        CancellationToken ct
    )
    {
        // The storage refuses only the list, after everything was sent: asking first spares that where it is in vain.
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
            blocks.Add(write.BlockId(blocks.Count));
            var block = new MemoryStream(buffer, 0, length);
            if (!await TrySend(write, blob, () => blob.StageBlockAsync(blocks[^1], block, cancellationToken: ct), ct))
                return false;
        }
        return await TrySend(write, blob, () => blob.CommitBlockListAsync(blocks, write.BlockListOptions, ct), ct);
    }

    /// <summary>Sends a file, or a part of one. Where that is refused because of a file, that may be this write's own.</summary>
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

    /// <summary>The list that makes a file throws away the blocks of other writes, and a retention policy protects it from more.</summary>
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
                $"blocks of {blob.Name} were gone before they became the file",
                missing
            );
        }
    }
}
