using Emulators.CosmosDb.Documents;
using Emulators.CosmosDb.Storage;

namespace Emulators.CosmosDb.Queries;

/// <summary>
/// The shape of a query: which columns it compares for equality, which column it reads along, and in which direction.
/// Every query reads in an order that ends with partition key and id, which no update changes. So a page continues
/// where the last one ended, even when documents have changed in between.
/// </summary>
/// <param name="IsInPartition">Whether the query reads one partition.</param>
/// <param name="EqualityColumns">The columns compared for equality, in the container's order.</param>
/// <param name="OrderColumn">The column that the query is ordered by or bounds; null when there is none.</param>
/// <param name="Descending">Whether the query reads from high to low values.</param>
internal sealed record QueryShape(
    bool IsInPartition,
    IReadOnlyList<string> EqualityColumns,
    string? OrderColumn,
    bool Descending
)
{
    /// <exception cref="RequestRefusedException">The container cannot order by the query's path.</exception>
    public static QueryShape From(DocumentQuery query, ContainerColumns columns, bool inPartition)
    {
        if (
            query.OrderBy?.Text is "/id"
            && !inPartition
            && columns.FindColumn(query.OrderBy) is ContainerColumns.Id
            && !columns.IsKeyedById
        )
            throw new RequestRefusedException(400, "ORDER BY c.id is supported only within one partition.");
        var equality = IndexedColumns(query, columns, condition => condition.Operator == ComparisonOperator.Equal)
            .ToHashSet(StringComparer.Ordinal);
        var bounded = IndexedColumns(query, columns, condition => condition.IsRange).FirstOrDefault();
        var along = query.OrderBy is { } path ? Orderable(columns, path) : bounded;
        var order = along is ContainerColumns.PartitionKey or ContainerColumns.Id ? null : along;
        return new QueryShape(
            inPartition,
            [.. columns.Indexed.Where(c => !c.Equals(order, StringComparison.Ordinal) && equality.Contains(c))],
            order,
            query.Descending
        );
    }

    /// <summary>The columns of the reading order. The last ones are partition key and id.</summary>
    public IReadOnlyList<string> ReadOrder { get; } =
        OrderColumn is null
            ? [ContainerColumns.PartitionKey, ContainerColumns.Id]
            : [OrderColumn, ContainerColumns.PartitionKey, ContainerColumns.Id];

    /// <summary>The name of the index that serves this shape; null when the table's unique key serves it.</summary>
    public string? IndexName(PartitionRange range)
    {
        if (EqualityColumns.Count == 0 && OrderColumn is null)
            return null;
        var partition = IsInPartition ? "_pk" : "";
        var equality = string.Concat(EqualityColumns.Select(column => $"_{column}"));
        var order = OrderColumn is null ? "" : $"_along_{OrderColumn}";
        return $"{range.Table}_by{partition}{equality}{order}";
    }

    /// <summary>
    /// The SQL that creates the index. It contains only documents that have all its properties: a document without one
    /// of them cannot match, so its writes need not maintain the index.
    /// </summary>
    public string CreateIndex(PartitionRange range)
    {
        string[] front = IsInPartition ? [ContainerColumns.PartitionKey, .. EqualityColumns] : [.. EqualityColumns];
        string[] tail = IsInPartition
            ? [.. ReadOrder.Where(c => c is not ContainerColumns.PartitionKey)]
            : [.. ReadOrder];
        var present = EqualityColumns.Concat(OrderColumn is null ? [] : [OrderColumn]).Select(c => $"{c} IS NOT NULL");
        return $"CREATE INDEX IF NOT EXISTS {IndexName(range)} ON {range.Table} "
            + $"({string.Join(", ", front.Concat(tail))}) WHERE {string.Join(" AND ", present)}";
    }

    /// <summary>The columns of indexed paths that some conditions of the query compare.</summary>
    private static IEnumerable<string> IndexedColumns(
        DocumentQuery query,
        ContainerColumns columns,
        Func<QueryCondition, bool> predicate
    ) =>
        query
            .Filter.Conditions.Where(predicate)
            .Select(condition => columns.FindColumn(condition.Path))
            .OfType<string>()
            .Where(IsIndexed);

    private static bool IsIndexed(string column) =>
        column is not (ContainerColumns.PartitionKey or ContainerColumns.Id);

    private static string Orderable(ContainerColumns columns, JsonPath path) =>
        columns.FindColumn(path)
        ?? throw new RequestRefusedException(
            400,
            $"ORDER BY needs the path {path.Text}/? among the included paths of the container's indexing policy."
        );
}
