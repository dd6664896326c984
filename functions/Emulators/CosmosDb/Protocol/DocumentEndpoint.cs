using Emulators.CosmosDb.Documents;
using Emulators.CosmosDb.Storage;
using Emulators.CosmosDb.Writes;

namespace Emulators.CosmosDb.Protocol;

/// <summary>Answers requests about one document.</summary>
internal sealed class DocumentEndpoint(DocumentStore store)
{
    public HttpResponseMessage Read(CosmosRequest call, StoredContainer container)
    {
        var key = call.RequirePartitionKey();
        var range = container.FindRange(key);
        if (store.Changes.Find(new(range.Ordinal, key, call.Path.Id)) is not { } change)
            return ReadTable(call, range, key);
        return change.ExistsAt(store.Seconds) ? Found(call, range, change.Sequence, change.Read) : NotFound();
    }

    public async Task<HttpResponseMessage> Write(
        CosmosRequest call,
        RequestKind kind,
        StoredContainer container,
        CancellationToken cancellation
    )
    {
        var key = call.RequirePartitionKey();
        var range = container.FindRange(key);
        var operation = Parse(call, kind, container, key, await call.Body(cancellation));
        var work = await store.Write(new DocumentWork(range, key, [operation]));
        var result = work.OnlyResult;
        return result.Succeeded
            ? CosmosResponse.Create(result.Status, result.Body).WithDocumentVersion(range, result.SequenceNumber)
            : CosmosResponse.Error(result.Status, result.Message, result.SubStatus);
    }

    private HttpResponseMessage ReadTable(CosmosRequest call, PartitionRange range, Scalar key)
    {
        var session = store.Readers.Rent();
        try
        {
            var row = session.StatementsFor(range).Read(key, call.Path.Id);
            try
            {
                return row.Step() && !RangeStatements.HasExpired(row, store.Seconds)
                    ? Found(
                        call,
                        range,
                        row.GetInt64(RangeStatements.ReadColumns.Sequence),
                        () =>
                            SystemProperties.AddTo(
                                row.GetBlob(RangeStatements.ReadColumns.Body),
                                ResourceIds.ForDocument(range.Container, key, call.Path.Id),
                                row.GetInt64(RangeStatements.ReadColumns.Sequence),
                                row.GetInt64(RangeStatements.ReadColumns.Seconds)
                            )
                    )
                    : NotFound();
            }
            finally
            {
                row.Reset();
            }
        }
        finally
        {
            store.Readers.Return(session);
        }
    }

    private static HttpResponseMessage Found(
        CosmosRequest call,
        PartitionRange range,
        long sequence,
        Func<byte[]> readDocument
    ) =>
        call.Header(HeaderNames.IfNoneMatch) is { } etag && SystemProperties.Matches(etag, sequence)
            ? CosmosResponse.Create(304).WithDocumentVersion(range, sequence)
            : CosmosResponse.Create(200, readDocument()).WithDocumentVersion(range, sequence);

    private static HttpResponseMessage NotFound() => CosmosResponse.Error(404, "Resource Not Found.");

    private static DocumentOperation Parse(
        CosmosRequest call,
        RequestKind kind,
        StoredContainer container,
        in Scalar key,
        ReadOnlyMemory<byte> body
    )
    {
        var operationKind = kind switch
        {
            RequestKind.Create => OperationKind.Create,
            RequestKind.Upsert => OperationKind.Upsert,
            RequestKind.Replace => OperationKind.Replace,
            RequestKind.Patch => OperationKind.Patch,
            _ => OperationKind.Delete,
        };
        return OperationParser.Parse(operationKind, call.Path.Id, body, container, key) with
        {
            IfMatch = call.Header(HeaderNames.IfMatch),
            ReturnsBody = !call.PrefersNoBody && operationKind != OperationKind.Delete,
        };
    }
}
