using System.Buffers;
using Azure.Core;
using Points.Domain.Ports;

namespace Points.Functions.Archive;

/// <summary>
/// Files in a container of Blob storage, written on condition that there is none yet. What one write sends carries an id
/// of that write: where an answer was lost and the retry meets a file, the id on it says whether it is this write's own.
/// </summary>
/// <remarks>
/// The container is made by whoever deploys, with the retention that makes files unchangeable for everybody; the app's
/// identity needs to read and write blobs. A file longer than a block is sent in blocks, which nobody sees before the
/// list of them is written; those of a write that died are thrown away by the storage.
/// </remarks>
/// <param name="service">The account's blob endpoint; HTTPS, or tokens are not sent.</param>
internal sealed class BlobFiles(Uri service, TokenCredential identity, string container = BlobFiles.DefaultContainer, ClientOptions? options = null) : IWriteOnceFiles
{
    public const string DefaultContainer = "archive";

    /// <summary>What is in memory of a file, whatever its length.</summary>
    public const int BlockBytes = 4 * 1024 * 1024;

    /// <summary>Blob storage allows so many, which makes 195 GiB.</summary>
    private const int BlocksMax = 50_000;

    private readonly BlobCalls _calls = new(service, identity, container, options ?? new BlobOptions());

    public async Task<bool> Write(string name, string contentType, Stream content, CancellationToken ct)
    {
        FileNames.Check(name);
        var write = Guid.NewGuid();
        var buffer = ArrayPool<byte>.Shared.Rent(BlockBytes);
        var block = buffer.AsMemory(0, BlockBytes);
        var length = await content.ReadAtLeastAsync(block, BlockBytes, throwOnEndOfStream: false, ct);
        var written = length < BlockBytes
            ? await Outcome(name, write, await _calls.PutBlob(name, contentType, write, block[..length], ct), ct)
            : await WriteBlocks(name, contentType, write, content, block, ct);
        // Not in a finally: after a fault the connection may not have let go of it yet.
        ArrayPool<byte>.Shared.Return(buffer);
        return written;
    }

    public async Task<Stream?> Read(string name, CancellationToken ct)
    {
        FileNames.Check(name);
        var (answer, content) = await _calls.Get(name, ct);
        if (content is not null || answer.IsNoSuchBlob) return content;
        throw answer.Fault(mayHaveWritten: true);
    }

    /// <param name="block">Full of the first block; it is used for all.</param>
    private async Task<bool> WriteBlocks(string name, string contentType, Guid write, Stream content, Memory<byte> block, CancellationToken ct)
    {
        // The storage refuses only the list, after everything was sent: asking first spares that where it is in vain.
        var there = await _calls.Head(name, ct);
        if (there.IsSuccess) return false;
        if (!there.IsNoSuchBlob) throw there.Fault(mayHaveWritten: false);

        var blocks = 0;
        for (var length = block.Length; length > 0; length = await content.ReadAtLeastAsync(block, block.Length, throwOnEndOfStream: false, ct))
        {
            if (blocks == BlocksMax) throw new InvalidOperationException($"{name} is longer than {BlocksMax} blocks of {BlockBytes} bytes");
            var answer = await _calls.PutBlock(name, BlockIds.Of(write, blocks++), block[..length], ct);
            if (answer.IsRefusedAsThere) return false;
            if (!answer.IsSuccess) throw answer.Fault(mayHaveWritten: false);
        }
        return await Outcome(name, write, await _calls.PutBlockList(name, contentType, write, BlockIds.ListOf(write, blocks), ct), ct);
    }

    private async Task<bool> Outcome(string name, Guid write, BlobAnswer answer, CancellationToken ct)
    {
        if (answer.IsSuccess) return true;
        // The first writer's list throws away the blocks of the others.
        if (!answer.IsRefusedAsThere && !answer.IsOfLostBlocks) throw answer.Fault(answer.MayHaveWritten);
        if (answer is { IsRefusedAsThere: true, MayHaveWritten: false }) return false;

        var there = await _calls.Head(name, ct);
        if (there.IsSuccess) return there.WrittenBy == write;
        throw there.IsNoSuchBlob
            ? new StoreUnavailableException($"blocks of {name} were gone before they became the file")
            : there.Fault(mayHaveWritten: true);
    }
}
