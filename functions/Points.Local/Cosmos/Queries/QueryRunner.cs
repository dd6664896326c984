using Points.Local.Cosmos.Documents;
using Points.Local.Cosmos.Storage;
using Points.Local.Sqlite;

namespace Points.Local.Cosmos.Queries;

/// <summary>Runs a query over one physical range, a page at a time.</summary>
internal sealed class QueryRunner(Store store)
{
    private const int FirstOrderColumn = 5;

    public async Task<Page> Run(PartitionRange range, Query query, Scalar? partitionKey, int documentsMax, string? continuation)
    {
        if (query.Lookups is { } lookups)
        {
            var found = new List<byte[]>();
            foreach (var lookup in lookups) found.AddRange((await Run(range, new Query(lookup, null, false), partitionKey, 1, null)).Documents);
            return new Page(found, null);
        }
        var shape = QueryShape.Of(query, range.Container.Columns, partitionKey is not null);
        var hasIndex = await store.QueryIndexes.Ensure(range, shape);
        var sql = new QuerySql(range, query, shape, partitionKey, continuation, hasIndex);
        var session = store.Readers.Rent();
        try
        {
            return Collect(session.On(range).Query(sql.Text), range.Container, query, sql, documentsMax);
        }
        finally
        {
            store.Readers.Return(session);
        }
    }

    private Page Collect(Statement rows, StoredContainer container, Query query, QuerySql sql, int documentsMax)
    {
        rows.Bind(1, store.Seconds);
        for (var i = 0; i < sql.Parameters.Count; i++) rows.Bind(i + 2, sql.Parameters[i]);
        var remaining = new Filter(sql.Remaining);
        var documents = new List<byte[]>();
        Scalar[]? last = null;
        try
        {
            for (int bytes = 0, scanned = 0; rows.Step(); scanned++)
            {
                if (documents.Count == documentsMax || bytes >= Page.BytesMax || scanned == Page.ScannedMax)
                    return new Page(documents, Continuation.Write(last!));
                var body = rows.Blob(2);
                last = [.. sql.Order.Select((_, i) => rows.Scalar(FirstOrderColumn + i))];
                if (remaining.Matches(body))
                {
                    var resourceId = ResourceIds.OfDocument(container, rows.Scalar(3), rows.Text(4));
                    var document = SystemProperties.Complete(body, resourceId, rows.Int64(0), rows.Int64(1));
                    documents.Add(query.IsMerged ? MergedOrder.Wrap(document, resourceId, last[0]) : document);
                    bytes += documents[^1].Length;
                }
            }
            return new Page(documents, null);
        }
        finally
        {
            rows.Reset();
        }
    }
}
