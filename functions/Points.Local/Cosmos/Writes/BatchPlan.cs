using Points.Local.Cosmos.Documents;
using Points.Local.Cosmos.Storage;

namespace Points.Local.Cosmos.Writes;

/// <summary>
/// Decides every operation of a batch against the store and the operations before it, and only then touches a row. So a
/// batch that fails leaves nothing to undo, and the transaction it shares with others goes on.
/// </summary>
internal sealed class BatchPlan(StoreWriteSession session)
{
    private readonly Dictionary<string, PlannedDocument> _planned = new(StringComparer.Ordinal);
    private PartitionRange _range = null!;
    private RangeStatements _rows = null!;
    private Scalar _key;

    /// <summary>Carries out all operations or none. Null when all went well, else the index of the one that failed.</summary>
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
            var locate = _rows.Locate.Bind(1, RangeStatements.KeyOrMissing(_key)).Bind(2, id);
            document = locate.Step()
                ? PlannedDocument.FromRow(locate.Int64(0), !locate.IsNull(1) && locate.Int64(1) <= session.Seconds)
                : PlannedDocument.FromRow(0, expired: false);
            locate.Reset();
            _planned[id] = document;
        }
        return document;
    }

    private OperationResult Write(
        PlannedDocument document,
        StoredDocument version,
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
            var patched = _range.Container.Definition.Scan.Read(operation.Patch.Apply(body));
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

    private (ReadOnlyMemory<byte> Body, long Seconds) CurrentBody(PlannedDocument document)
    {
        if (document.NewVersion is { } written)
            return (written.Body, session.Seconds);
        var stored = _rows.Body.Bind(1, document.StoredSequence);
        stored.Step();
        var current = (stored.Blob(1).ToArray(), stored.Int64(0));
        stored.Reset();
        return current;
    }

    private void Apply()
    {
        foreach (var document in _planned.Values)
        {
            if (document is { HasChanged: true, NewVersion: { } written })
            {
                var expiry = _range.Container.Definition.ExpiresAt(written.TimeToLive, session.Seconds);
                if (document.StoredSequence == 0)
                    _rows.Insert(_key, written, document.CurrentSequence, session.Seconds, expiry);
                else
                    _rows.ReplaceVersion(
                        document.StoredSequence,
                        written,
                        document.CurrentSequence,
                        session.Seconds,
                        expiry
                    );
            }
            else if (document is { HasChanged: true, StoredSequence: not 0 })
            {
                _rows.Delete.Bind(1, document.StoredSequence).Run();
                session.NoteRemoval();
            }
        }
    }

    private static void MarkRestFailed(Span<OperationResult> results, int failed)
    {
        for (var i = 0; i < results.Length; i++)
            if (i != failed)
                results[i] = new OperationResult(OperationResult.FailedDependency);
    }
}
