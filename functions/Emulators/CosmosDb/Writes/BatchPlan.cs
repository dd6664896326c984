using Emulators.CosmosDb.Changes;
using Emulators.CosmosDb.Documents;
using Emulators.CosmosDb.Storage;

namespace Emulators.CosmosDb.Writes;

/// <summary>
/// Carries out a batch: first decides every operation against the store and the operations before it, and only then
/// adds the changes to the group. So a batch that fails leaves nothing to undo, and the group that it shares with
/// others goes on.
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
            _planned[id] = document = session.FindChange(new(_range.Ordinal, _key, id)) is { } recent
                ? FromRecent(recent)
                : FromTable(id);
        }
        return document;
    }

    private PlannedDocument FromRecent(DocumentChange recent) =>
        recent.ExistsAt(session.Seconds)
            ? new(recent.Sequence, recent.Version!.Body, recent.Seconds)
            : new(sequence: 0);

    private PlannedDocument FromTable(string id)
    {
        var (sequence, hasExpired) = _rows.Locate(_key, id, session.Seconds);
        return new(hasExpired ? 0 : sequence);
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

    private OperationResult Remove(PlannedDocument document)
    {
        document.Remove(session.NextSequence());
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
        document.NewVersion is { } written
            ? (written.Body, session.Seconds)
            : document.KnownBody ?? _rows.ReadBody(document.CurrentSequence);

    private void Apply()
    {
        foreach (var (id, document) in _planned)
            if (document.ChangeSequence is not 0 and var sequence)
                session.Add(new(_range, _key, id, sequence, session.Seconds, document.NewVersion));
    }

    private static void MarkRestFailed(Span<OperationResult> results, int failed)
    {
        for (var i = 0; i < results.Length; i++)
            if (i != failed)
                results[i] = new OperationResult(OperationResult.FailedDependency);
    }
}
