using Points.Local.Cosmos.Documents;
using Points.Local.Cosmos.Storage;
using Points.Local.Cosmos.Writes;
using Points.Local.Sqlite;

namespace Points.Local.Cosmos.Protocol;

/// <summary>Answers requests about one document.</summary>
internal sealed class DocumentCalls(Store store)
{
    public HttpResponseMessage Read(Call call, StoredContainer container)
    {
        var key = call.RequirePartitionKey();
        var range = container.RangeOf(key);
        var session = store.Readers.Rent();
        try
        {
            var row = session.On(range).Read.Bind(1, RangeStatements.Key(key)).Bind(2, call.Address.Id);
            try
            {
                return row.Step() && (row.IsNull(1) || row.Int64(1) > store.Seconds)
                    ? Found(call, range, row, key)
                    : Reply.Error(404, "Resource Not Found.");
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
        Call call,
        RequestKind kind,
        StoredContainer container,
        CancellationToken cancellation
    )
    {
        var key = call.RequirePartitionKey();
        var range = container.RangeOf(key);
        var operation = Parse(call, kind, container, key, await call.Body(cancellation));
        var work = await store.Write(new DocumentWork(range, key, [operation]));
        var result = work.Results[0];
        return result.Succeeded
            ? Reply.Of(result.Status, result.Body).AtVersion(range, result.SequenceNumber)
            : Reply.Error(result.Status, result.Message, result.SubStatus);
    }

    private static HttpResponseMessage Found(Call call, PartitionRange range, Statement row, in Scalar key)
    {
        var sequence = row.Int64(0);
        if (call.Header(HeaderNames.IfNoneMatch) is { } etag && SystemProperties.Names(etag, sequence))
            return Reply.Of(304).AtVersion(range, sequence);
        var resourceId = ResourceIds.OfDocument(range.Container, key, call.Address.Id);
        return Reply
            .Of(200, SystemProperties.Complete(row.Blob(3), resourceId, sequence, row.Int64(2)))
            .AtVersion(range, sequence);
    }

    private static Operation Parse(
        Call call,
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
        return OperationParsing.Parse(operationKind, call.Address.Id, body, container, key) with
        {
            IfMatch = call.Header(HeaderNames.IfMatch),
            WantsBody = !call.WantsNoBody && operationKind != OperationKind.Delete,
        };
    }
}
