using Points.Local.Cosmos.Documents;

namespace Points.Local.Cosmos.Queries;

internal enum ComparisonOperator
{
    Equal,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
    StartsWith,
}

/// <summary>One comparison of a path with a value. A path that is not there satisfies nothing.</summary>
internal sealed record QueryCondition(JsonPath Path, ComparisonOperator Operator, Scalar Value)
{
    public bool IsRange =>
        Operator
            is ComparisonOperator.Less
                or ComparisonOperator.LessOrEqual
                or ComparisonOperator.Greater
                or ComparisonOperator.GreaterOrEqual;

    public bool Matches(ReadOnlySpan<byte> document)
    {
        var actual = Path.Find(document);
        if (actual.Kind == ScalarKind.Undefined || Value.Kind == ScalarKind.Undefined)
            return false;
        if (Operator == ComparisonOperator.StartsWith)
            return actual.Text is { } text
                && Value.Text is { } start
                && text.StartsWith(start, StringComparison.Ordinal);
        return (Operator, actual.CompareTo(Value)) switch
        {
            (ComparisonOperator.NotEqual, var sign) => sign != 0,
            (_, null) => false,
            (ComparisonOperator.Equal, 0) => true,
            (ComparisonOperator.Less, < 0) => true,
            (ComparisonOperator.LessOrEqual, <= 0) => true,
            (ComparisonOperator.Greater, > 0) => true,
            (ComparisonOperator.GreaterOrEqual, >= 0) => true,
            _ => false,
        };
    }
}

/// <summary>Conditions that must all hold.</summary>
internal sealed record QueryFilter(IReadOnlyList<QueryCondition> Conditions)
{
    public static readonly QueryFilter None = new([]);

    public bool Matches(ReadOnlySpan<byte> document)
    {
        foreach (var condition in Conditions)
            if (!condition.Matches(document))
                return false;
        return true;
    }
}

/// <summary>What queries are served: whole documents, filtered by a conjunction, ordered by at most one path; or how many they are.</summary>
internal sealed record DocumentQuery(QueryFilter Filter, JsonPath? OrderBy, bool Descending)
{
    /// <summary>
    /// The documents to look up one by one, when the query is the one by which the SDK reads many items: each names an id
    /// and a partition key. Null for every other query.
    /// </summary>
    public IReadOnlyList<QueryFilter>? Lookups { get; init; }

    /// <summary>Whether it asks how many documents there are, and not for them.</summary>
    public bool IsCount { get; init; }

    /// <summary>Whether the SDK merges several ranges' answers by order, and so wants each document beside what it is ordered by.</summary>
    public bool IsMergedAcrossRanges { get; init; }
}
