using System.Net;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.Azure.Cosmos;
using Points.Cosmos.Sealing;
using Points.Domain;
using Points.Domain.Actors;

namespace Points.Cosmos.Documents;

/// <summary>Reads and writes single documents.</summary>
internal static class ContainerDocuments
{
    /// <summary>Reads a document by its id: one request, and one request unit for the first kilobyte.</summary>
    /// <returns>Null if there is none.</returns>
    /// <exception cref="InvalidDataException">The document cannot be read.</exception>
    /// <exception cref="AlteredDocumentException">The document is not as it was stored.</exception>
    public static async Task<StoredDocument<T>?> Read<T>(
        this Container container,
        string partition,
        string id,
        JsonTypeInfo<T> type,
        CancellationToken ct
    )
    {
        var seals = typeof(T).IsAssignableTo(typeof(ISealedDocument)) ? DocumentSeals.Of(container) : null;
        using var response = await TranslateErrors(
            () => container.ReadItemStreamAsync(id, new(partition), cancellationToken: ct),
            ct
        );
        if (response.StatusCode == HttpStatusCode.NotFound && CosmosErrors.IsDocumentMissing(response))
            return null;
        CosmosErrors.ThrowUnlessSuccess(response.StatusCode, response.ErrorMessage);
        try
        {
            return StoredJson.ReadWhole(response.Content, response.Headers.ETag, type, seals);
        }
        catch (JsonException fault)
        {
            throw new InvalidDataException($"the document {id} cannot be read: {fault.Message}", fault);
        }
        catch (AlteredDocumentException altered)
        {
            await seals!.Report(altered, ct);
            throw;
        }
    }

    /// <summary>Creates a document unless one of its id exists.</summary>
    /// <param name="act">Who does it; only in the container of settlement.</param>
    /// <returns>False if one exists, even if it was created by this call and the response was lost.</returns>
    public static async Task<bool> TryCreate<T>(
        this Container container,
        string partition,
        T document,
        JsonTypeInfo<T> type,
        CancellationToken ct,
        Act? act = null
    )
    {
        var batch = new AtomicBatch(container, partition);
        batch.Create(document, type);
        ActDocument.AddTo(batch, act, account: partition);
        var answer = await batch.Send(ct);
        return answer.IsSuccess
            || (
                answer.Status == HttpStatusCode.Conflict
                    ? false
                    : throw new InvalidOperationException($"the store refused a document with {answer.Status}")
            );
    }

    /// <summary>Replaces a document of which the caller knows only the version: reads it again.</summary>
    /// <param name="act">Who does it; only in the container of settlement.</param>
    /// <returns>
    /// False if the document has another version, even if this call wrote it and the answer was lost.
    /// </returns>
    public static async Task<bool> TryReplace<T>(
        this Container container,
        string partition,
        string id,
        string expectedETag,
        T next,
        JsonTypeInfo<T> type,
        CancellationToken ct,
        Act? act = null
    )
    {
        if (await container.Read(partition, id, type, ct) is not { } stored || stored.ETag != expectedETag)
            return false;
        var batch = new AtomicBatch(container, partition);
        batch.Replace(id, next, type, stored.ETag, stored.Unknown);
        ActDocument.AddTo(batch, act, account: partition);
        return (await batch.Send(ct)).IsSuccess;
    }

    /// <summary>Changes properties of a document in one request if the condition holds.</summary>
    /// <returns>
    /// The changed document; null if it is missing, if the condition does not hold, or if the outcome is unknown.
    /// </returns>
    public static async Task<T?> Patch<T>(
        this Container container,
        string partition,
        string id,
        IReadOnlyList<PatchOperation> operations,
        string condition,
        JsonTypeInfo<T> type,
        CancellationToken ct
    )
        where T : class
    {
        var options = new PatchItemRequestOptions
        {
            FilterPredicate = $"FROM c WHERE {condition}",
            EnableContentResponseOnWrite = true,
        };
        using var response = await TranslateErrors(
            () => container.PatchItemStreamAsync(id, new(partition), operations, options, ct),
            ct
        );
        if (
            response.StatusCode is HttpStatusCode.PreconditionFailed
            || (response.StatusCode == HttpStatusCode.NotFound && CosmosErrors.IsDocumentMissing(response))
        )
            return null;
        if (CosmosErrors.IsOutcomeUnknown(response.StatusCode))
            return null;
        CosmosErrors.ThrowUnlessSuccess(response.StatusCode, response.ErrorMessage);
        return StoredJson.Read(response.Content, type);
    }

    /// <summary>Turns the SDK's exceptions for lost responses into <see cref="StoreUnavailableException"/>.</summary>
    public static async Task<T> TranslateErrors<T>(Func<Task<T>> request, CancellationToken ct)
    {
        try
        {
            return await request();
        }
        catch (Exception fault) when (CosmosErrors.IsResponseLost(fault, ct))
        {
            throw new StoreUnavailableException("the store did not answer", fault);
        }
    }
}
