using System.Text;
using Points.Local.Cosmos.Documents;
using Points.Local.Cosmos.Storage;

namespace Points.Local.Cosmos.Queries;

/// <summary>
/// A query as SQL over one physical range. SQLite sorts numbers before text before blobs, while Cosmos compares values
/// of one type only, so a comparison that could run into the next type is fenced with that type's first value.
/// </summary>
internal sealed class QuerySql
{
    private const string FirstText = "''";
    private const string FirstBlob = "x''";
    private readonly StringBuilder where = new("(expires IS NULL OR expires > ?1)");

    public QuerySql(PartitionRange range, Query query, QueryShape shape, Scalar? partitionKey, string? continuation, bool hasIndex)
    {
        var columns = range.Container.Columns;
        Order = [.. shape.Order.Where(c => !shape.InPartition || c is not ContainerColumns.PartitionKey)];
        if (partitionKey is { } key)
        {
            where.Append(" AND pk = ").Append(Parameter(RangeStatements.Key(key)));
        }

        if (shape.Along is { } along)
        {
            where.Append(" AND ").Append(along).Append(" IS NOT NULL");
        }

        foreach (var condition in query.Filter.Conditions)
        {
            Add(condition, columns.Find(condition.Path));
        }

        if (continuation is not null)
        {
            var after = Continuation.Read(continuation, Order.Length).Select(Parameter).ToArray();
            where.Append($" AND ({string.Join(", ", Order)}) {(shape.Descending ? "<" : ">")} ({string.Join(", ", after)})");
        }

        var direction = shape.Descending ? " DESC" : "";
        var index = hasIndex ? $" INDEXED BY {shape.IndexName(range)}" : "";
        Text = $"SELECT lsn, ts, body, pk, id{string.Concat(Order.Select(c => $", {c}"))} FROM {range.Table}{index}"
            + $" WHERE {where} ORDER BY {string.Join(", ", Order.Select(c => c + direction))}";
    }

    /// <summary>Columns: sequence number, seconds, body, partition key, id, then the ordering columns.</summary>
    public string Text { get; }

    /// <summary>Values for parameters 2 and on; the first parameter is the current time in seconds.</summary>
    public List<Scalar> Parameters { get; } = [];

    public string[] Order { get; }

    /// <summary>Conditions that only the document itself can answer.</summary>
    public List<Condition> Remaining { get; } = [];

    private void Add(Condition condition, string? column)
    {
        if (column is null || condition.Comparison == Comparison.StartsWith)
        {
            Remaining.Add(condition);
            return;
        }

        where.Append(" AND ").Append(Compare(column, condition.Comparison, condition.Value));
    }

    private string Compare(string column, Comparison comparison, Scalar value)
    {
        if (value.Kind is ScalarKind.Undefined or ScalarKind.Composite)
        {
            return "0";
        }

        var parameter = Parameter(value);
        var isText = value.Kind == ScalarKind.Text;
        return comparison switch
        {
            Comparison.Equal => $"{column} = {parameter}",
            Comparison.NotEqual => $"{column} <> {parameter}",
            Comparison.LessOrEqual or Comparison.GreaterOrEqual when !isText && !value.IsNumber => $"{column} = {parameter}",
            _ when !isText && !value.IsNumber => "0",
            Comparison.Less => $"{column} < {parameter}" + (isText ? $" AND {column} >= {FirstText}" : ""),
            Comparison.LessOrEqual => $"{column} <= {parameter}" + (isText ? $" AND {column} >= {FirstText}" : ""),
            Comparison.Greater => $"{column} > {parameter} AND {column} < {(isText ? FirstBlob : FirstText)}",
            _ => $"{column} >= {parameter} AND {column} < {(isText ? FirstBlob : FirstText)}",
        };
    }

    private string Parameter(Scalar value)
    {
        Parameters.Add(value);
        return $"?{Parameters.Count + 1}";
    }
}
