using Points.Local.Cosmos.Documents;
using Points.Local.Cosmos.Storage;

namespace Points.Local.Cosmos.Queries;

/// <summary>
/// How a query walks its documents: which columns it fixes, which one it runs along, and in which direction. The walk
/// always ends in partition key and id, which no update changes, so a page continues where the last one stopped even
/// when the documents before it have changed since.
/// </summary>
/// <param name="IsInPartition">Whether the query is of one partition.</param>
/// <param name="EqualityColumns">Columns compared for equality, in the container's order.</param>
/// <param name="OrderColumn">The column it is ordered by or ranges over; null when it has none.</param>
/// <param name="Descending">Whether it walks from high to low.</param>
internal sealed record QueryShape(
    bool IsInPartition,
    IReadOnlyList<string> EqualityColumns,
    string? OrderColumn,
    bool Descending
)
{
    public static QueryShape From(DocumentQuery query, ContainerColumns columns, bool inPartition)
    {
        var isFixed = query
            .Filter.Conditions.Where(c => c.Operator == ComparisonOperator.Equal)
            .Select(c => columns.FindColumn(c.Path))
            .OfType<string>()
            .Where(IsIndexed)
            .ToHashSet(StringComparer.Ordinal);
        var ranged = query
            .Filter.Conditions.Where(c => c.IsRange)
            .Select(c => columns.FindColumn(c.Path))
            .OfType<string>()
            .FirstOrDefault(IsIndexed);
        if (
            query.OrderBy?.Text is "/id"
            && !inPartition
            && columns.FindColumn(query.OrderBy) is ContainerColumns.Id
            && !columns.IsKeyedById
        )
            throw new RequestRefusedException(400, "ORDER BY c.id is served within one partition only.");
        var along = query.OrderBy is { } path ? Orderable(columns, path) : ranged;
        var key = along is ContainerColumns.PartitionKey or ContainerColumns.Id ? null : along;
        return new QueryShape(
            inPartition,
            [.. columns.Indexed.Where(c => !c.Equals(key, StringComparison.Ordinal) && isFixed.Contains(c))],
            key,
            query.Descending
        );
    }

    /// <summary>What the walk is ordered by, the ends that never change last.</summary>
    public IReadOnlyList<string> WalkOrder { get; } =
        OrderColumn is null
            ? [ContainerColumns.PartitionKey, ContainerColumns.Id]
            : [OrderColumn, ContainerColumns.PartitionKey, ContainerColumns.Id];

    /// <summary>
    /// The name of the index that serves this shape, or null when the unique key of the table does.
    /// </summary>
    public string? IndexName(PartitionRange range) =>
        EqualityColumns.Count == 0 && OrderColumn is null
            ? null
            : $"{range.Table}_by{(IsInPartition ? "_pk" : "")}{string.Concat(EqualityColumns.Select(c => $"_{c}"))}{(OrderColumn is null ? "" : $"_along_{OrderColumn}")}";

    /// <summary>
    /// Only documents that have all its properties are in the index: a document without one cannot match, and so pays
    /// nothing for it.
    /// </summary>
    public string CreateIndex(PartitionRange range)
    {
        string[] front = IsInPartition ? [ContainerColumns.PartitionKey, .. EqualityColumns] : [.. EqualityColumns];
        string[] tail = IsInPartition
            ? [.. WalkOrder.Where(c => c is not ContainerColumns.PartitionKey)]
            : [.. WalkOrder];
        var present = EqualityColumns.Concat(OrderColumn is null ? [] : [OrderColumn]).Select(c => $"{c} IS NOT NULL");
        return $"CREATE INDEX IF NOT EXISTS {IndexName(range)} ON {range.Table} ({string.Join(", ", front.Concat(tail))}) WHERE {string.Join(" AND ", present)}";
    }

    private static bool IsIndexed(string column) =>
        column is not (ContainerColumns.PartitionKey or ContainerColumns.Id);

    private static string Orderable(ContainerColumns columns, JsonPath path) =>
        columns.FindColumn(path)
        ?? throw new RequestRefusedException(
            400,
            $"ORDER BY needs the path {path.Text}/? among the included paths of the container's indexing policy."
        );
}
