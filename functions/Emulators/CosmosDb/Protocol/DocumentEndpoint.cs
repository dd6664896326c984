using Emulators.CosmosDb.Documents;
using Emulators.CosmosDb.Storage;
using Emulators.CosmosDb.Writes;
using Emulators.Sqlite;

namespace Emulators.CosmosDb.Protocol;

/// <summary>Answers requests about one document.</summary>
internal sealed class DocumentEndpoint(DocumentStore store)
{
    public HttpResponseMessage Read(CosmosRequest call, StoredContainer container)
    {
        var key = call.RequirePartitionKey();
        var range = container.FindRange(key);
        var session = store.Readers.Rent();
        try
        {
            var row = session.StatementsFor(range).Read(key, call.Path.Id);
            try
            {
                return row.Step() && !RangeStatements.HasExpired(row, store.Seconds)
                    ? Found(call, range, row, key)
                    : CosmosResponse.Error(404, "Resource Not Found.");
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

    private static HttpResponseMessage Found(CosmosRequest call, PartitionRange range, SqlStatement row, in Scalar key)
    {
        var sequence = row.GetInt64(RangeStatements.ReadColumns.Sequence);
        if (call.Header(HeaderNames.IfNoneMatch) is { } etag && SystemProperties.Matches(etag, sequence))
            return CosmosResponse.Create(304).WithDocumentVersion(range, sequence);
        var document = SystemProperties.AddTo(
            row.GetBlob(RangeStatements.ReadColumns.Body),
            ResourceIds.ForDocument(range.Container, key, call.Path.Id),
            sequence,
            row.GetInt64(RangeStatements.ReadColumns.Seconds)
        );
        return CosmosResponse.Create(200, document).WithDocumentVersion(range, sequence);
    }

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
