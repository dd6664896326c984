using System.Text;
using Emulators.CosmosDb.Documents;
using Emulators.CosmosDb.Storage;

namespace Emulators.CosmosDb.Queries;

/// <summary>
/// A query as SQL over one physical range. Cosmos compares only values of one type, but SQLite sorts numbers before
/// text before blobs. So a comparison gets a second bound at the first value of the next type. A later page starts at
/// the end of the page before. The bound at which the first page started is then left out; otherwise SQLite would seek
/// to it and read all earlier pages again.
/// </summary>
internal sealed class QuerySql
{
    /// <summary>The parameter of the store's time, in seconds.</summary>
    public const int SecondsParameter = 1;

    /// <summary>The parameter of the first value in <see cref="Parameters"/>.</summary>
    public const int FirstParameter = 2;

    private const string FirstText = "''";
    private const string FirstBlob = "x''";
    private const string BelowEverything = "-9e999";
    private const string AboveEverything = "x'FF'";

    private readonly StringBuilder _where = new("(expires IS NULL OR expires > ?1)");
    private readonly QueryShape _shape;
    private readonly bool _isLaterPage;

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
        _isLaterPage = continuation is not null;
        var columns = range.Container.Columns;
        Order = [.. shape.ReadOrder.Where(c => !shape.IsInPartition || c is not ContainerColumns.PartitionKey)];
        if (partitionKey is { } key)
            _where.Append(" AND pk = ").Append(Parameter(RangeStatements.KeyOrMissing(key)));
        if (shape.OrderColumn is { } along)
        {
            // Bounds the end of the reading order. It also says that the value is not NULL, as the partial index needs.
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
            $"SELECT {DocumentRows.Columns}{string.Concat(Order.Select(c => $", {c}"))} {source}"
            + $" ORDER BY {string.Join(", ", Order.Select(c => c + direction))}";
    }

    /// <summary>
    /// The SQL of the query: the columns of <see cref="DocumentRows"/>, then those of the reading order.
    /// </summary>
    public string Text { get; }

    /// <summary>The SQL that counts the rows. It answers a count when <see cref="Remaining"/> is empty.</summary>
    public string CountText { get; }

    /// <summary>The values of the parameters from <see cref="FirstParameter"/>.</summary>
    public List<Scalar> Parameters { get; } = [];

    /// <summary>The columns of the reading order.</summary>
    public string[] Order { get; }

    /// <summary>The conditions that SQL cannot check, because the document's body is needed.</summary>
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
        var isNeverTrue = condition.Value.Kind is ScalarKind.Undefined or ScalarKind.Composite;
        var comparison = condition.Operator == ComparisonOperator.Equal ? "=" : "<>";
        _where.Append(" AND ").Append(isNeverTrue ? "0" : $"{column} {comparison} {Parameter(condition.Value)}");
    }

    private void AddBounds(string column, ComparisonOperator comparison, Scalar value)
    {
        var isText = value.Kind == ScalarKind.Text;
        if (!isText && !value.IsNumber)
        {
            // Null, true and false are not ordered: "at most" and "at least" are true only for the same value.
            var isEquality =
                comparison is ComparisonOperator.LessOrEqual or ComparisonOperator.GreaterOrEqual
                && value.Kind is not (ScalarKind.Undefined or ScalarKind.Composite);
            _where.Append(" AND ").Append(isEquality ? $"{column} = {Parameter(value)}" : "0");
            return;
        }
        var isUpper = comparison is ComparisonOperator.Less or ComparisonOperator.LessOrEqual;
        var orEqual = comparison is ComparisonOperator.LessOrEqual or ComparisonOperator.GreaterOrEqual ? "=" : "";
        var parameter = Parameter(value);
        var (firstOfType, firstOfNextType) = isText ? (FirstText, FirstBlob) : (BelowEverything, FirstText);
        AddBound(column, isUpper: false, isUpper ? $">= {firstOfType}" : $">{orEqual} {parameter}");
        AddBound(column, isUpper: true, isUpper ? $"<{orEqual} {parameter}" : $"< {firstOfNextType}");
    }

    private void AddBound(string column, bool isUpper, string bound)
    {
        var isStartOfFirstPage =
            isUpper == _shape.Descending && column.Equals(_shape.OrderColumn, StringComparison.Ordinal);
        if (!_isLaterPage || !isStartOfFirstPage)
            _where.Append($" AND {column} {bound}");
    }

    private string Parameter(Scalar value)
    {
        Parameters.Add(value);
        return $"?{FirstParameter + Parameters.Count - 1}";
    }
}
