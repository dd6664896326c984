using System.Globalization;
using System.Text;
using Points.Local.Cosmos.Documents;
using Points.Local.Cosmos.Storage;
using Points.Local.Sqlite;

namespace Points.Local.Cosmos.Queries;

/// <summary>Runs a query over one physical range, a page at a time.</summary>
internal sealed class QueryRunner(Store store)
{
    private const int FirstOrderColumn = 5;

    public async Task<Page> Run(
        PartitionRange range,
        Query query,
        Scalar? partitionKey,
        int documentsMax,
        string? continuation
    )
    {
        if (query.Lookups is { } lookups)
        {
            var found = new List<byte[]>();
            foreach (var lookup in lookups)
                found.AddRange((await Run(range, new Query(lookup, null, false), partitionKey, 1, null)).Documents);
            return new Page(found, null);
        }
        var shape = QueryShape.Of(query, range.Container.Columns, partitionKey is not null);
        var hasIndex = await store.QueryIndexes.Ensure(range, shape);
        var sql = new QuerySql(range, query, shape, partitionKey, continuation, hasIndex);
        var session = store.Readers.Rent();
        try
        {
            var statements = session.On(range);
            return !query.IsCount ? Collect(statements.Query(sql.Text), range.Container, query, sql, documentsMax)
                : sql.Remaining.Count == 0 ? Counted(Bound(statements.Query(sql.CountText), sql))
                : Count(statements.Query(sql.Text), sql);
        }
        finally
        {
            store.Readers.Return(session);
        }
    }

    private Statement Bound(Statement rows, QuerySql sql)
    {
        rows.Bind(1, store.Seconds);
        for (var i = 0; i < sql.Parameters.Count; i++)
            rows.Bind(i + 2, sql.Parameters[i]);
        return rows;
    }

    private static Page Counted(Statement row)
    {
        row.Step();
        var count = row.Int64(0);
        row.Reset();
        return Counted(count, null);
    }

    /// <summary>Looks at the documents themselves. Where those are many, a page counts some, and who asks adds up, as with Cosmos.</summary>
    private Page Count(Statement rows, QuerySql sql)
    {
        Bound(rows, sql);
        var remaining = new Filter(sql.Remaining);
        var (count, last) = (0L, Array.Empty<Scalar>());
        try
        {
            for (var scanned = 0; rows.Step(); scanned++)
            {
                if (scanned == Page.ScannedMax)
                    return Counted(count, Continuation.Write(last));
                if (remaining.Matches(rows.Blob(2)))
                    count++;
                last = OrderOf(rows, sql);
            }
            return Counted(count, null);
        }
        finally
        {
            rows.Reset();
        }
    }

    private static Page Counted(long count, string? continuation) =>
        new([Encoding.ASCII.GetBytes(count.ToString(CultureInfo.InvariantCulture))], continuation);

    private static Scalar[] OrderOf(Statement rows, QuerySql sql) =>
        [.. sql.Order.Select((_, i) => rows.Scalar(FirstOrderColumn + i))];

    private Page Collect(Statement rows, StoredContainer container, Query query, QuerySql sql, int documentsMax)
    {
        Bound(rows, sql);
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
                last = OrderOf(rows, sql);
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
