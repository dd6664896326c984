using System.Globalization;
using System.Text;
using Points.Local.Cosmos.Documents;
using Points.Local.Cosmos.Storage;
using Points.Local.Sqlite;

namespace Points.Local.Cosmos.Queries;

/// <summary>Runs a query over one physical range, a page at a time.</summary>
internal sealed class QueryRunner(DocumentStore store)
{
    private const int FirstOrderColumn = 5;

    public async Task<QueryPage> Run(
        PartitionRange range,
        DocumentQuery query,
        Scalar? partitionKey,
        int documentsMax,
        string? continuation
    )
    {
        if (query.Lookups is { } lookups)
        {
            var found = new List<byte[]>();
            foreach (var lookup in lookups)
                found.AddRange(
                    (await Run(range, new DocumentQuery(lookup, null, false), partitionKey, 1, null)).Documents
                );
            return new QueryPage(found, null);
        }
        var shape = QueryShape.From(query, range.Container.Columns, partitionKey is not null);
        var hasIndex = await store.QueryIndexes.Ensure(range, shape);
        var sql = new QuerySql(range, query, shape, partitionKey, continuation, hasIndex);
        var session = store.Readers.Rent();
        try
        {
            var statements = session.StatementsFor(range);
            return !query.IsCount ? Collect(statements.Query(sql.Text), range.Container, query, sql, documentsMax)
                : sql.Remaining.Count == 0 ? CountPage(Bind(statements.Query(sql.CountText), sql))
                : CountMatches(statements.Query(sql.Text), sql);
        }
        finally
        {
            store.Readers.Return(session);
        }
    }

    private Statement Bind(Statement rows, QuerySql sql)
    {
        rows.Bind(1, store.Seconds);
        for (var i = 0; i < sql.Parameters.Count; i++)
            rows.Bind(i + 2, sql.Parameters[i]);
        return rows;
    }

    private static QueryPage CountPage(Statement row)
    {
        row.Step();
        var count = row.Int64(0);
        row.Reset();
        return CountPage(count, null);
    }

    /// <summary>Looks at the documents themselves. Where those are many, a page counts some, and who asks adds up, as with Cosmos.</summary>
    private QueryPage CountMatches(Statement rows, QuerySql sql)
    {
        Bind(rows, sql);
        var remaining = new QueryFilter(sql.Remaining);
        var (count, last) = (0L, Array.Empty<Scalar>());
        try
        {
            for (var scanned = 0; rows.Step(); scanned++)
            {
                if (scanned == QueryPage.ScannedMax)
                    return CountPage(count, PageToken.Write(last));
                if (remaining.Matches(rows.Blob(2)))
                    count++;
                last = OrderValues(rows, sql);
            }
            return CountPage(count, null);
        }
        finally
        {
            rows.Reset();
        }
    }

    private static QueryPage CountPage(long count, string? continuation) =>
        new([Encoding.ASCII.GetBytes(count.ToString(CultureInfo.InvariantCulture))], continuation);

    private static Scalar[] OrderValues(Statement rows, QuerySql sql) =>
        [.. sql.Order.Select((_, i) => rows.ReadScalar(FirstOrderColumn + i))];

    private QueryPage Collect(
        Statement rows,
        StoredContainer container,
        DocumentQuery query,
        QuerySql sql,
        int documentsMax
    )
    {
        Bind(rows, sql);
        var remaining = new QueryFilter(sql.Remaining);
        var documents = new List<byte[]>();
        Scalar[]? last = null;
        try
        {
            for (int bytes = 0, scanned = 0; rows.Step(); scanned++)
            {
                if (documents.Count == documentsMax || bytes >= QueryPage.BytesMax || scanned == QueryPage.ScannedMax)
                    return new QueryPage(documents, PageToken.Write(last!));
                var body = rows.Blob(2);
                last = OrderValues(rows, sql);
                if (remaining.Matches(body))
                {
                    var resourceId = ResourceIds.ForDocument(container, rows.ReadScalar(3), rows.Text(4));
                    var document = SystemProperties.AddTo(body, resourceId, rows.Int64(0), rows.Int64(1));
                    documents.Add(
                        query.IsMergedAcrossRanges
                            ? CrossRangeOrder.WriteOrderedDocument(document, resourceId, last[0])
                            : document
                    );
                    bytes += documents[^1].Length;
                }
            }
            return new QueryPage(documents, null);
        }
        finally
        {
            rows.Reset();
        }
    }
}
