using System.Globalization;
using System.Text;
using Emulators.CosmosDb.Documents;
using Emulators.CosmosDb.Storage;
using Emulators.Sqlite;

namespace Emulators.CosmosDb.Queries;

/// <summary>Runs queries over one physical range, page by page.</summary>
internal sealed class QueryRunner(DocumentStore store)
{
    /// <summary>Runs one page of a query.</summary>
    /// <param name="range">The range to read.</param>
    /// <param name="query">The query.</param>
    /// <param name="partitionKey">The partition to read; null for the whole range.</param>
    /// <param name="documentsMax">Documents on the page.</param>
    /// <param name="continuation">The token of the page before; null for the first page.</param>
    public async Task<ResultPage> Run(
        PartitionRange range,
        DocumentQuery query,
        Scalar? partitionKey,
        int documentsMax,
        string? continuation
    )
    {
        if (query.Lookups is { } lookups)
            return await LookUp(range, lookups, partitionKey);
        var shape = QueryShape.From(query, range.Container.Columns, partitionKey is not null);
        await store.FillTables(range, partitionKey);
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

    private async Task<ResultPage> LookUp(
        PartitionRange range,
        IReadOnlyList<QueryFilter> lookups,
        Scalar? partitionKey
    )
    {
        var found = new List<byte[]>();
        foreach (var lookup in lookups)
        {
            var page = await Run(range, new DocumentQuery(lookup, null, false), partitionKey, 1, null);
            found.AddRange(page.Documents);
        }
        return new ResultPage(found, null);
    }

    private SqlStatement Bind(SqlStatement rows, QuerySql sql)
    {
        rows.Bind(QuerySql.SecondsParameter, store.Seconds);
        for (var i = 0; i < sql.Parameters.Count; i++)
            rows.Bind(QuerySql.FirstParameter + i, sql.Parameters[i]);
        return rows;
    }

    private static ResultPage CountPage(SqlStatement row)
    {
        row.Step();
        var count = row.GetInt64(0);
        row.Reset();
        return CountPage(count, null);
    }

    /// <summary>
    /// Counts by reading the documents. A page counts a limited number of them, and the client adds the pages up,
    /// as with Cosmos.
    /// </summary>
    private ResultPage CountMatches(SqlStatement rows, QuerySql sql)
    {
        Bind(rows, sql);
        var remaining = new QueryFilter(sql.Remaining);
        var (count, last) = (0L, Array.Empty<Scalar>());
        try
        {
            for (var scanned = 0; rows.Step(); scanned++)
            {
                if (scanned == ResultPage.ScannedMax)
                    return CountPage(count, PageToken.Write(last));
                if (remaining.Matches(rows.ReadBody()))
                    count++;
                last = SortValues(rows, sql);
            }
            return CountPage(count, null);
        }
        finally
        {
            rows.Reset();
        }
    }

    private static ResultPage CountPage(long count, string? continuation) =>
        new([Encoding.ASCII.GetBytes(count.ToString(CultureInfo.InvariantCulture))], continuation);

    private static Scalar[] SortValues(SqlStatement row, QuerySql sql) =>
        [.. sql.Order.Select((_, i) => row.ReadScalar(DocumentRows.Count + i))];

    private ResultPage Collect(
        SqlStatement rows,
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
                if (documents.Count == documentsMax || bytes >= ResultPage.BytesMax || scanned == ResultPage.ScannedMax)
                    return new ResultPage(documents, PageToken.Write(last!));
                last = SortValues(rows, sql);
                if (!remaining.Matches(rows.ReadBody()))
                    continue;
                var document = ReadDocument(rows, container, query, last);
                documents.Add(document);
                bytes += document.Length;
            }
            return new ResultPage(documents, null);
        }
        finally
        {
            rows.Reset();
        }
    }

    private static byte[] ReadDocument(
        SqlStatement row,
        StoredContainer container,
        DocumentQuery query,
        Scalar[] sortValues
    )
    {
        var resourceId = row.ReadResourceId(container);
        var document = row.ReadDocument(resourceId);
        // A merged query is ordered by one path, whose column is the first.
        return query.IsMergedAcrossRanges
            ? CrossRangeOrder.WriteOrderedDocument(document, resourceId, sortValue: sortValues[0])
            : document;
    }
}
