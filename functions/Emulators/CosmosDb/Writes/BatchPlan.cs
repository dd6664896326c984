using Emulators.CosmosDb.Documents;
using Emulators.CosmosDb.Storage;

namespace Emulators.CosmosDb.Writes;

/// <summary>
/// Carries out a batch: first decides every operation against the store and the operations before it, and only then
/// changes rows. So a batch that fails leaves nothing to undo, and the transaction that it shares with others goes on.
/// </summary>
internal sealed class BatchPlan(StoreWriteSession session)
{
    private readonly Dictionary<string, PlannedDocument> _planned = new(StringComparer.Ordinal);
    private PartitionRange _range = null!;
    private RangeStatements _rows = null!;
    private Scalar _key;

    /// <summary>Carries out all operations or none.</summary>
    /// <param name="range">The range that holds the partition.</param>
    /// <param name="key">The partition key.</param>
    /// <param name="operations">The operations, in order.</param>
    /// <param name="results">Filled with one result for each operation.</param>
    /// <returns>The index of the operation that failed; null when all succeeded.</returns>
    public int? Execute(
        PartitionRange range,
        in Scalar key,
        ReadOnlySpan<DocumentOperation> operations,
        Span<OperationResult> results
    )
    {
        _range = range;
        _key = key;
        _rows = session.StatementsFor(range);
        _planned.Clear();
        for (var i = 0; i < operations.Length; i++)
        {
            results[i] = Decide(operations[i]);
            if (!results[i].Succeeded)
            {
                MarkRestFailed(results, i);
                return i;
            }
        }
        Apply();
        return null;
    }

    private OperationResult Decide(DocumentOperation operation)
    {
        var document = Find(operation.Id);
        if (operation.Kind == OperationKind.Create)
        {
            return document.Exists
                ? new OperationResult(409, Message: "Resource with specified id or name already exists.")
                : Write(document, operation.Document!, operation, 201);
        }
        if (!document.Exists)
        {
            return operation.Kind == OperationKind.Upsert
                ? Write(document, operation.Document!, operation, 201)
                : new OperationResult(404, Message: "Resource Not Found.");
        }
        if (
            operation.IfMatch is { } etag
            && etag is not "*"
            && !SystemProperties.Matches(etag, document.CurrentSequence)
        )
            return new OperationResult(412, Message: "One of the specified pre-condition is not met.");
        return operation.Kind switch
        {
            OperationKind.Replace or OperationKind.Upsert => Write(document, operation.Document!, operation, 200),
            OperationKind.Patch => ApplyPatch(document, operation),
            OperationKind.Delete => Remove(document),
            _ => Read(document, operation),
        };
    }

    private PlannedDocument Find(string id)
    {
        if (!_planned.TryGetValue(id, out var document))
        {
            var (sequence, hasExpired) = _rows.Locate(_key, id, session.Seconds);
            _planned[id] = document = PlannedDocument.FromRow(sequence, hasExpired);
        }
        return document;
    }

    private OperationResult Write(
        PlannedDocument document,
        EncodedDocument version,
        DocumentOperation operation,
        int status
    )
    {
        document.Write(version, session.NextSequence());
        return new OperationResult(
            status,
            document.CurrentSequence,
            operation.ReturnsBody ? BodyWithSystemProperties(document) : null
        );
    }

    private static OperationResult Remove(PlannedDocument document)
    {
        document.Remove();
        return new OperationResult(204);
    }

    private OperationResult Read(PlannedDocument document, DocumentOperation operation) =>
        operation.IfNoneMatch is { } etag && SystemProperties.Matches(etag, document.CurrentSequence)
            ? new OperationResult(304, document.CurrentSequence)
            : new OperationResult(200, document.CurrentSequence, BodyWithSystemProperties(document));

    private OperationResult ApplyPatch(PlannedDocument document, DocumentOperation operation)
    {
        try
        {
            var (body, _) = CurrentBody(document);
            if (operation.Patch!.Filter is { } filter && !filter.Matches(body.Span))
                return new OperationResult(412, Message: "The patch's filter predicate is false.", SubStatus: 1110);
            var patched = _range.Container.Definition.Reader.Read(operation.Patch.Apply(body));
            return patched.PartitionKey == _key && patched.Id.Equals(operation.Id, StringComparison.Ordinal)
                ? Write(document, patched, operation, 200)
                : new OperationResult(400, Message: "A patch must not change the id or the partition key.");
        }
        catch (RequestRefusedException refused)
        {
            return new OperationResult(refused.Status, Message: refused.Message);
        }
    }

    private byte[] BodyWithSystemProperties(PlannedDocument document)
    {
        var (body, seconds) = CurrentBody(document);
        return SystemProperties.AddTo(body.Span, _range.Container.ResourceId, document.CurrentSequence, seconds);
    }

    private (ReadOnlyMemory<byte> Body, long Seconds) CurrentBody(PlannedDocument document) =>
        document.NewVersion is { } written ? (written.Body, session.Seconds) : _rows.ReadBody(document.StoredSequence);

    private void Apply()
    {
        foreach (var document in _planned.Values)
        {
            if (document is { HasChanged: true, NewVersion: { } written })
            {
                Store(document, written);
            }
            else if (document is { HasChanged: true, StoredSequence: not 0 })
            {
                _rows.Delete(document.StoredSequence);
                session.NoteRemoval();
            }
        }
    }

    private void Store(PlannedDocument document, EncodedDocument version)
    {
        var (from, to) = (document.StoredSequence, document.CurrentSequence);
        var expiry = _range.Container.Definition.ExpiresAt(version.TimeToLive, session.Seconds);
        if (from == 0)
            _rows.Insert(_key, version, to, session.Seconds, expiry);
        else
            _rows.ReplaceVersion(from, version, to, session.Seconds, expiry);
    }

    private static void MarkRestFailed(Span<OperationResult> results, int failed)
    {
        for (var i = 0; i < results.Length; i++)
            if (i != failed)
                results[i] = new OperationResult(OperationResult.FailedDependency);
    }
}
