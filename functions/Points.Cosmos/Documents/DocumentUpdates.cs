using System.Text.Json.Serialization.Metadata;
using Microsoft.Azure.Cosmos;
using Points.Domain;

namespace Points.Cosmos.Documents;

/// <summary>Changes documents that are alone in their partition, whose key is the document's id.</summary>
internal static class DocumentUpdates
{
    /// <summary>Changes what a document says under its version, and creates the document if it is missing.</summary>
    /// <param name="read">What a document says; null for a missing one.</param>
    /// <param name="change">Returns an equal value if there is nothing to write.</param>
    /// <exception cref="StoreBusyException">Throttled, or others changed it too often.</exception>
    /// <exception cref="StoreUnavailableException">The store did not answer.</exception>
    public static async Task<(TValue Before, TValue After)> Update<TDocument, TValue>(
        this Container container,
        string id,
        JsonTypeInfo<TDocument> type,
        Func<TDocument?, TValue> read,
        Func<TValue, TValue> change,
        Func<TValue, TDocument> write,
        CancellationToken ct
    )
        where TDocument : class
        where TValue : IEquatable<TValue>
    {
        for (var attempt = 0; attempt < ConflictRetry.AttemptsMax; attempt++)
        {
            var stored = await container.Read(id, id, type, ct);
            var before = read(stored?.Value);
            var after = change(before);
            if (after.Equals(before) || await TryWrite(container, id, stored, write(after), type, ct))
                return (before, after);
            await ConflictRetry.Delay(attempt, ct);
        }
        throw ConflictRetry.Exhausted();
    }

    /// <returns>False if another request has changed the document meanwhile.</returns>
    private static async Task<bool> TryWrite<TDocument>(
        Container container,
        string id,
        StoredDocument<TDocument>? stored,
        TDocument next,
        JsonTypeInfo<TDocument> type,
        CancellationToken ct
    )
    {
        if (stored is null)
            return await container.TryCreate(id, next, type, ct);
        var batch = new AtomicBatch(container, id);
        batch.Replace(id, next, type, stored.ETag, stored.Unknown);
        return (await batch.Send(ct)).IsSuccess;
    }
}
