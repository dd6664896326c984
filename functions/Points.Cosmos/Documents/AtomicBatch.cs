using System.Net;
using System.Runtime.InteropServices;
using System.Text.Json.Serialization.Metadata;
using Microsoft.Azure.Cosmos;
using Points.Cosmos.Sealing;
using Points.Domain;
using Points.Domain.Reading;

namespace Points.Cosmos.Documents;

/// <summary>
/// Operations on one partition that are written together or not at all. When the response is lost, the same bytes are
/// sent again.
/// </summary>
internal sealed class AtomicBatch(Container container, string partition)
{
    private const int ResendsMax = 3;

    /// <summary>Cosmos DB allows 2 MB in a batch, with what it adds to each operation.</summary>
    private const int BodyBytesMax = 1_900_000;

    /// <summary>Cosmos DB allows 10 operations in a patch.</summary>
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

    private long _bodyBytes;

    /// <summary>Whether the documents to write are more than a batch can hold.</summary>
    public bool IsTooLarge => _bodyBytes > BodyBytesMax;

    /// <summary>Whether one more document may not fit: the largest is 2 MB, and few come near half of that.</summary>
    public bool IsHalfFull => _bodyBytes > BodyBytesMax / 2;

    /// <summary>The number of operations so far, which is the index of the next one.</summary>
    public int Count => _operations.Count;

    public void Create<T>(T document, JsonTypeInfo<T> type)
    {
        var body = Measure(Seal<T>(ReadableJson.Serialize(document, type)));
        _operations.Add(batch => batch.CreateItemStream(ToStream(body), NoContent));
    }

    /// <param name="etag">
    /// The version that was read: the batch fails with 412 if the document has another. Null if the version check of
    /// another document in the batch protects this one too.
    /// </param>
    /// <param name="unknown">The members of the stored document that this version does not know: they stay.</param>
    public void Replace<T>(string id, T document, JsonTypeInfo<T> type, string? etag, UnknownMembers? unknown)
    {
        var body = Measure(Seal<T>(ToBody(document, type, unknown)));
        var options = new TransactionalBatchItemRequestOptions
        {
            EnableContentResponseOnWrite = false,
            IfMatchEtag = etag,
        };
        _operations.Add(batch => batch.ReplaceItemStream(id, ToStream(body), options));
    }

    /// <summary>Creates a document, or replaces the one that is stored, without a version check.</summary>
    /// <inheritdoc cref="Replace"/>
    public void Upsert<T>(T document, JsonTypeInfo<T> type, UnknownMembers? unknown)
    {
        var body = Measure(Seal<T>(ToBody(document, type, unknown)));
        _operations.Add(batch => batch.UpsertItemStream(ToStream(body), NoContent));
    }

    /// <summary>
    /// Sets properties of a document without a version check. The batch fails with 404 if the document is missing.
    /// </summary>
    public void Set(string id, params (string Path, ReadOnlyMemory<byte> Json)[] properties) =>
        _operations.Add(batch =>
            batch.PatchItem(
                id,
                [.. properties.Select(property => PatchOperation.Set<Stream>(property.Path, ToStream(property.Json)))],
                NoContentPatch
            )
        );

    /// <summary>
    /// Sets properties if the condition holds. The batch fails with 412 if it does not, and with 404 if the document is
    /// missing.
    /// </summary>
    /// <param name="condition">On the document, which it calls <c>c</c>: <c>c.stage = 0</c>.</param>
    public void SetIf(string id, string condition, params (string Path, ReadOnlyMemory<byte> Json)[] properties) =>
        _operations.Add(batch =>
            batch.PatchItem(
                id,
                [.. properties.Select(property => PatchOperation.Set<Stream>(property.Path, ToStream(property.Json)))],
                new() { EnableContentResponseOnWrite = false, FilterPredicate = $"FROM c WHERE {condition}" }
            )
        );

    /// <summary>Sets a property to a text if the condition holds; fails like the other overload.</summary>
    public void SetIf(string id, string condition, string path, string text) =>
        _operations.Add(batch =>
            batch.PatchItem(
                id,
                [PatchOperation.Set(path, text)],
                new() { EnableContentResponseOnWrite = false, FilterPredicate = $"FROM c WHERE {condition}" }
            )
        );

    /// <summary>
    /// Adds to numbers if the condition holds. The batch fails with 412 if it does not, and with 404 if the document is
    /// missing.
    /// </summary>
    /// <param name="condition">
    /// Null to add in any case. More than ten numbers are added in several patches, and each checks the condition.
    /// </param>
    public void IncrementIf(string id, string? condition, params IReadOnlyList<(string Path, long By)> numbers)
    {
        foreach (var chunk in numbers.Chunk(PatchOperationsMax))
            _operations.Add(batch =>
                batch.PatchItem(
                    id,
                    [.. chunk.Select(number => PatchOperation.Increment(number.Path, number.By))],
                    new()
                    {
                        EnableContentResponseOnWrite = false,
                        FilterPredicate = condition is null ? null : $"FROM c WHERE {condition}",
                    }
                )
            );
    }

    /// <param name="etag">The version that was read; null for any version.</param>
    public void Delete(string id, string? etag = null) =>
        _operations.Add(batch =>
            batch.DeleteItem(
                id,
                etag is null ? NoContent : new() { EnableContentResponseOnWrite = false, IfMatchEtag = etag }
            )
        );

    /// <summary>
    /// Sends the batch, and again if the response is lost. If a resent batch fails with a conflict (409) on a document
    /// that only this batch creates, an earlier send was written. Only the caller knows such documents, so the caller
    /// must check.
    /// </summary>
    /// <exception cref="StoreBusyException">Throttled too long. Nothing was written.</exception>
    /// <exception cref="StoreUnavailableException">It is unknown whether the batch was written.</exception>
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

    /// <returns>Null if it is unknown whether the batch was written.</returns>
    private async Task<BatchResult?> TrySend(bool isResend, CancellationToken ct)
    {
        try
        {
            using var response = await Build().ExecuteAsync(ct);
            if (response.IsSuccessStatusCode)
                return BatchResult.Success with { FirstETag = response[0].ETag };
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

    private ReadOnlyMemory<byte> Seal<T>(ReadOnlyMemory<byte> body) =>
        typeof(T).IsAssignableTo(typeof(ISealedDocument)) && DocumentSeals.Of(container) is { } seals
            ? seals.Seal(body)
            : body;

    private ReadOnlyMemory<byte> Measure(ReadOnlyMemory<byte> body)
    {
        _bodyBytes += body.Length;
        return body;
    }

    /// <summary>Each send needs a new stream, because the SDK closes it.</summary>
    private static MemoryStream ToStream(ReadOnlyMemory<byte> body) =>
        MemoryMarshal.TryGetArray(body, out var bytes)
            ? new(bytes.Array!, bytes.Offset, bytes.Count, writable: false, publiclyVisible: true)
            : new(body.ToArray());

    private static ReadOnlyMemory<byte> ToBody<T>(T document, JsonTypeInfo<T> type, UnknownMembers? unknown)
    {
        var body = ReadableJson.Serialize(document, type);
        return unknown is null ? body : unknown.AddTo(body, type);
    }

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
        throw new InvalidOperationException("the batch failed but none of its operations did");
    }
}
