using System.Net;
using System.Runtime.InteropServices;
using System.Text.Json.Serialization.Metadata;
using Microsoft.Azure.Cosmos;
using Points.Domain;
using Points.Domain.Reading;

namespace Points.Cosmos;

/// <summary>Writes to one partition that happen together or not at all. It can be sent again, byte for byte, when no answer came.</summary>
internal sealed class AtomicBatch(Container container, string partition)
{
    private const int ResendsMax = 3;

    /// <summary>Cosmos DB's bound on the steps of a patch.</summary>
    private const int PatchOperationsMax = 10;

    private static readonly TimeSpan ResendDelay = TimeSpan.FromMilliseconds(50);
    private static readonly TransactionalBatchItemRequestOptions NoContent = new()
    {
        EnableContentResponseOnWrite = false,
    };

    private static readonly TransactionalBatchPatchItemRequestOptions NoContentPatch = new()
    {
        EnableContentResponseOnWrite = false,
    };

    private readonly List<Action<TransactionalBatch>> _operations = [];

    /// <summary>What happens next goes to this position.</summary>
    public int Count => _operations.Count;

    public void Create<T>(T document, JsonTypeInfo<T> type)
    {
        var body = ReadableJson.Serialize(document, type);
        _operations.Add(batch => batch.CreateItemStream(ToStream(body), NoContent));
    }

    /// <param name="etag">The version that was read; null where another document of the batch guards this one.</param>
    public void Replace<T>(string id, T document, JsonTypeInfo<T> type, string? etag)
    {
        var body = ReadableJson.Serialize(document, type);
        var options = new TransactionalBatchItemRequestOptions
        {
            EnableContentResponseOnWrite = false,
            IfMatchEtag = etag,
        };
        _operations.Add(batch => batch.ReplaceItemStream(id, ToStream(body), options));
    }

    public void Upsert<T>(T document, JsonTypeInfo<T> type)
    {
        var body = ReadableJson.Serialize(document, type);
        _operations.Add(batch => batch.UpsertItemStream(ToStream(body), NoContent));
    }

    /// <summary>Sets properties, whatever else the document holds and whoever else changes it.</summary>
    public void Set(string id, params (string Path, ReadOnlyMemory<byte> Json)[] values) =>
        _operations.Add(batch =>
            batch.PatchItem(
                id,
                [.. values.Select(property => PatchOperation.Set<Stream>(property.Path, ToStream(property.Json)))],
                NoContentPatch
            )
        );

    /// <summary>Sets properties, if the document is there and as the condition says; else the batch fails with 404 or 412.</summary>
    public void SetIf(string id, string condition, params (string Path, ReadOnlyMemory<byte> Json)[] properties) =>
        _operations.Add(batch =>
            batch.PatchItem(
                id,
                [.. properties.Select(property => PatchOperation.Set<Stream>(property.Path, ToStream(property.Json)))],
                new() { EnableContentResponseOnWrite = false, FilterPredicate = $"FROM c WHERE {condition}" }
            )
        );

    /// <summary>Sets a property, if the document is there and as the condition says; else the batch fails with 404 or 412.</summary>
    public void SetIf(string id, string condition, string path, string text) =>
        _operations.Add(batch =>
            batch.PatchItem(
                id,
                [PatchOperation.Set(path, text)],
                new() { EnableContentResponseOnWrite = false, FilterPredicate = $"FROM c WHERE {condition}" }
            )
        );

    /// <summary>Adds to numbers, if the document is there and as the condition says; else the batch fails with 404 or 412.</summary>
    public void IncrementIf(string id, string? condition, params IReadOnlyList<(string Path, long By)> numbers)
    {
        foreach (var some in numbers.Chunk(PatchOperationsMax))
            _operations.Add(batch =>
                batch.PatchItem(
                    id,
                    [.. some.Select(number => PatchOperation.Increment(number.Path, number.By))],
                    new()
                    {
                        EnableContentResponseOnWrite = false,
                        FilterPredicate = condition is null ? null : $"FROM c WHERE {condition}",
                    }
                )
            );
    }

    /// <param name="etag">The version that was read; null for whatever is there.</param>
    public void Delete(string id, string? etag = null) =>
        _operations.Add(batch =>
            batch.DeleteItem(
                id,
                etag is null ? NoContent : new() { EnableContentResponseOnWrite = false, IfMatchEtag = etag }
            )
        );

    /// <summary>
    /// Sends the batch, again if no answer comes. After a lost answer a duplicate (409) on a document that only this
    /// batch creates means that it had been written: the caller, who knows such documents, looks.
    /// </summary>
    /// <exception cref="StoreBusyException">Throttled beyond patience; nothing was written.</exception>
    /// <exception cref="StoreUnavailableException">An answer was lost, and none came that tells what became of it.</exception>
    public async Task<BatchResult> Send(CancellationToken ct)
    {
        if (await TrySend(isResend: false, ct) is { } first)
            return first;
        return await CosmosErrors.RunAfterLostResponse(() => Resend(ct));
    }

    private async Task<BatchResult> Resend(CancellationToken ct)
    {
        for (var send = 1; send <= ResendsMax; send++)
        {
            await Task.Delay(ResendDelay * send, ct);
            if (await TrySend(isResend: true, ct) is { } answer)
                return answer;
        }
        throw new StoreUnavailableException("the store did not answer");
    }

    /// <returns>Null if no answer came that says whether it was written.</returns>
    private async Task<BatchResult?> TrySend(bool isResend, CancellationToken ct)
    {
        try
        {
            using var response = await Build().ExecuteAsync(ct);
            if (response.IsSuccessStatusCode)
                return BatchResult.Success;
            return CosmosErrors.IsOutcomeUnknown(response.StatusCode) ? null : ToFailure(response, isResend);
        }
        catch (Exception fault) when (CosmosErrors.IsResponseLost(fault, ct))
        {
            return null;
        }
    }

    private TransactionalBatch Build()
    {
        var batch = container.CreateTransactionalBatch(new(partition));
        foreach (var add in _operations)
            add(batch);
        return batch;
    }

    /// <summary>A stream of its own for each time it is sent: the SDK closes them.</summary>
    private static MemoryStream ToStream(ReadOnlyMemory<byte> body) =>
        MemoryMarshal.TryGetArray(body, out var bytes)
            ? new(bytes.Array!, bytes.Offset, bytes.Count, writable: false, publiclyVisible: true)
            : new(body.ToArray());

    private static BatchResult ToFailure(TransactionalBatchResponse response, bool wasResent)
    {
        for (var position = 0; position < response.Count; position++)
            if (
                response[position].StatusCode
                is HttpStatusCode.Conflict
                    or HttpStatusCode.PreconditionFailed
                    or HttpStatusCode.NotFound
            )
                return new(position, response[position].StatusCode, wasResent);
        CosmosErrors.ThrowUnlessSuccess(response.StatusCode, response.ErrorMessage);
        throw new InvalidOperationException("a batch failed without a failed operation");
    }
}

/// <summary>How a batch ended: done, or the position of the operation that failed it and why (409, 412 or 404).</summary>
/// <param name="WasResent">Whether an earlier answer was lost, so that the failure may be owed to the batch itself.</param>
internal readonly record struct BatchResult(int FailedIndex, HttpStatusCode Status, bool WasResent)
{
    public static readonly BatchResult Success = new(-1, HttpStatusCode.OK, WasResent: false);

    public bool IsSuccess => FailedIndex < 0;
}
