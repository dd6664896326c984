using System.Text;
using Points.Local.Cosmos.Documents;
using Points.Local.Cosmos.Storage;

namespace Points.Local.Cosmos.Queries;

/// <summary>
/// A query as SQL over one physical range. SQLite sorts numbers before text before blobs, while Cosmos compares values
/// of one type only, so a comparison that could run into the next type is fenced with that type's first value.
/// A page that continues begins at the last one's end: the bound where the walk began is then left out, or SQLite would
/// seek to it and read again everything before the page.
/// </summary>
internal sealed class QuerySql
{
    private const string FirstText = "''";
    private const string FirstBlob = "x''";
    private const string BelowEverything = "-9e999";
    private const string AboveEverything = "x'FF'";
    private readonly StringBuilder _where = new("(expires IS NULL OR expires > ?1)");
    private readonly QueryShape _shape;
    private readonly bool _continues;

    public QuerySql(
        PartitionRange range,
        DocumentQuery query,
        QueryShape shape,
        Scalar? partitionKey,
        string? continuation,
        bool hasIndex
    )
    {
        _shape = shape;
        _continues = continuation is not null;
        var columns = range.Container.Columns;
        Order = [.. shape.WalkOrder.Where(c => !shape.IsInPartition || c is not ContainerColumns.PartitionKey)];
        if (partitionKey is { } key)
            _where.Append(" AND pk = ").Append(Parameter(RangeStatements.KeyOrMissing(key)));
        if (shape.OrderColumn is { } along)
        {
            // Fences the end of the walk, and so says that the value is there, which the partial index wants to know.
            _where
                .Append(" AND ")
                .Append(along)
                .Append(shape.Descending ? $" >= {BelowEverything}" : $" < {AboveEverything}");
        }
        foreach (var condition in query.Filter.Conditions)
            Add(condition, columns.FindColumn(condition.Path));
        if (continuation is not null)
        {
            var after = PageToken.Read(continuation, Order.Length).Select(Parameter).ToArray();
            _where.Append(
                $" AND ({string.Join(", ", Order)}) {(shape.Descending ? "<" : ">")} ({string.Join(", ", after)})"
            );
        }
        var direction = shape.Descending ? " DESC" : "";
        var index = hasIndex ? $" INDEXED BY {shape.IndexName(range)}" : "";
        var source = $"FROM {range.Table}{index} WHERE {_where}";
        CountText = $"SELECT COUNT(*) {source}";
        Text =
            $"SELECT lsn, ts, body, pk, id{string.Concat(Order.Select(c => $", {c}"))} {source}"
            + $" ORDER BY {string.Join(", ", Order.Select(c => c + direction))}";
    }

    /// <summary>Columns: sequence number, seconds, body, partition key, id, then the ordering columns.</summary>
    public string Text { get; }

    /// <summary>How many rows there are: the answer to a count where no condition is left to the documents.</summary>
    public string CountText { get; }

    /// <summary>Values for parameters 2 and on; the first parameter is the current time in seconds.</summary>
    public List<Scalar> Parameters { get; } = [];

    public string[] Order { get; }

    /// <summary>Conditions that only the document itself can answer.</summary>
    public List<QueryCondition> Remaining { get; } = [];

    private void Add(QueryCondition condition, string? column)
    {
        if (column is null || condition.Operator == ComparisonOperator.StartsWith)
        {
            Remaining.Add(condition);
            return;
        }
        if (condition.IsRange)
        {
            AddBounds(column, condition.Operator, condition.Value);
            return;
        }
        var isNever = condition.Value.Kind is ScalarKind.Undefined or ScalarKind.Composite;
        var comparison = condition.Operator == ComparisonOperator.Equal ? "=" : "<>";
        _where.Append(" AND ").Append(isNever ? "0" : $"{column} {comparison} {Parameter(condition.Value)}");
    }

    private void AddBounds(string column, ComparisonOperator comparison, Scalar value)
    {
        var isText = value.Kind == ScalarKind.Text;
        if (!isText && !value.IsNumber)
        {
            // Null, true and false have no order among them; each is only as large as itself.
            var isSame =
                comparison is ComparisonOperator.LessOrEqual or ComparisonOperator.GreaterOrEqual
                && value.Kind is not (ScalarKind.Undefined or ScalarKind.Composite);
            _where.Append(" AND ").Append(isSame ? $"{column} = {Parameter(value)}" : "0");
            return;
        }
        var isUpper = comparison is ComparisonOperator.Less or ComparisonOperator.LessOrEqual;
        var orSame = comparison is ComparisonOperator.LessOrEqual or ComparisonOperator.GreaterOrEqual ? "=" : "";
        var parameter = Parameter(value);
        AddBound(
            column,
            isUpper: false,
            isUpper ? (isText ? $">= {FirstText}" : $">= {BelowEverything}") : $">{orSame} {parameter}"
        );
        AddBound(column, isUpper: true, isUpper ? $"<{orSame} {parameter}" : $"< {(isText ? FirstBlob : FirstText)}");
    }

    private void AddBound(string column, bool isUpper, string bound)
    {
        var isWhereTheWalkBegan =
            isUpper == _shape.Descending && column.Equals(_shape.OrderColumn, StringComparison.Ordinal);
        if (!_continues || !isWhereTheWalkBegan)
            _where.Append($" AND {column} {bound}");
    }

    private string Parameter(Scalar value)
    {
        Parameters.Add(value);
        return $"?{Parameters.Count + 1}";
    }
}
