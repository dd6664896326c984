using Points.Local.Cosmos.Documents;
using Points.Local.Cosmos.Storage;

namespace Points.Local.Cosmos.Writes;

/// <summary>
/// Decides every operation of a batch against the store and the operations before it, and only then touches a row. So a
/// batch that fails leaves nothing to undo, and the transaction it shares with others goes on.
/// </summary>
internal sealed class BatchPlan(WriteSession session)
{
    private readonly Dictionary<string, PlannedDocument> _planned = new(StringComparer.Ordinal);
    private PartitionRange _range = null!;
    private RangeStatements _rows = null!;
    private Scalar _key;

    /// <summary>Carries out all operations or none. Null when all went well, else the index of the one that failed.</summary>
    public int? Run(
        PartitionRange range,
        in Scalar key,
        ReadOnlySpan<Operation> operations,
        Span<OperationResult> results
    )
    {
        _range = range;
        _key = key;
        _rows = session.On(range);
        _planned.Clear();
        for (var i = 0; i < operations.Length; i++)
        {
            results[i] = Decide(operations[i]);
            if (!results[i].Succeeded)
            {
                FailTheRest(results, i);
                return i;
            }
        }
        Apply();
        return null;
    }

    private OperationResult Decide(Operation operation)
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
        if (operation.IfMatch is { } etag && etag is not "*" && !SystemProperties.Names(etag, document.Version))
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
            var locate = _rows.Locate.Bind(1, RangeStatements.Key(_key)).Bind(2, id);
            document = locate.Step()
                ? PlannedDocument.Stored(locate.Int64(0), !locate.IsNull(1) && locate.Int64(1) <= session.Seconds)
                : PlannedDocument.Stored(0, expired: false);
            locate.Reset();
            _planned[id] = document;
        }
        return document;
    }

    private OperationResult Write(PlannedDocument document, Document version, Operation operation, int status)
    {
        document.Write(version, session.NextSequence());
        return new OperationResult(status, document.Version, operation.WantsBody ? Complete(document) : null);
    }

    private static OperationResult Remove(PlannedDocument document)
    {
        document.Remove();
        return new OperationResult(204);
    }

    private OperationResult Read(PlannedDocument document, Operation operation) =>
        operation.IfNoneMatch is { } etag && SystemProperties.Names(etag, document.Version)
            ? new OperationResult(304, document.Version)
            : new OperationResult(200, document.Version, Complete(document));

    private OperationResult ApplyPatch(PlannedDocument document, Operation operation)
    {
        try
        {
            var (body, _) = Current(document);
            if (operation.Patch!.Filter is { } filter && !filter.Matches(body.Span))
                return new OperationResult(412, Message: "The patch's filter predicate is false.", SubStatus: 1110);
            var patched = _range.Container.Definition.Scan.Read(operation.Patch.Apply(body));
            return patched.PartitionKey == _key && patched.Id.Equals(operation.Id, StringComparison.Ordinal)
                ? Write(document, patched, operation, 200)
                : new OperationResult(400, Message: "A patch must not change the id or the partition key.");
        }
        catch (CosmosError refused)
        {
            return new OperationResult(refused.Status, Message: refused.Message);
        }
    }

    private byte[] Complete(PlannedDocument document)
    {
        var (body, seconds) = Current(document);
        return SystemProperties.Complete(body.Span, _range.Container.ResourceId, document.Version, seconds);
    }

    private (ReadOnlyMemory<byte> Body, long Seconds) Current(PlannedDocument document)
    {
        if (document.Written is { } written)
            return (written.Body, session.Seconds);
        var stored = _rows.Body.Bind(1, document.Row);
        stored.Step();
        var current = (stored.Blob(1).ToArray(), stored.Int64(0));
        stored.Reset();
        return current;
    }

    private void Apply()
    {
        foreach (var document in _planned.Values)
        {
            if (document is { Changed: true, Written: { } written })
            {
                var expiry = _range.Container.Definition.Expiry(written.TimeToLive, session.Seconds);
                if (document.Row == 0)
                    _rows.Insert(_key, written, document.Version, session.Seconds, expiry);
                else
                    _rows.Move(document.Row, written, document.Version, session.Seconds, expiry);
            }
            else if (document is { Changed: true, Row: not 0 })
            {
                _rows.Delete.Bind(1, document.Row).Run();
                session.NoteRemoval();
            }
        }
    }

    private static void FailTheRest(Span<OperationResult> results, int failed)
    {
        for (var i = 0; i < results.Length; i++)
            if (i != failed)
                results[i] = new OperationResult(OperationResult.FailedDependency);
    }
}
