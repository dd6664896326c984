using Points.Local.Cosmos.Documents;

namespace Points.Local.Cosmos.Queries;

internal enum Comparison
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
internal sealed record Condition(JsonPath Path, Comparison Comparison, Scalar Value)
{
    public bool IsRange =>
        Comparison is Comparison.Less or Comparison.LessOrEqual or Comparison.Greater or Comparison.GreaterOrEqual;

    public bool Matches(ReadOnlySpan<byte> document)
    {
        var actual = Path.Find(document);
        if (actual.Kind == ScalarKind.Undefined || Value.Kind == ScalarKind.Undefined)
            return false;
        if (Comparison == Comparison.StartsWith)
            return actual.Text is { } text
                && Value.Text is { } start
                && text.StartsWith(start, StringComparison.Ordinal);
        return (Comparison, actual.CompareTo(Value)) switch
        {
            (Comparison.NotEqual, var sign) => sign != 0,
            (_, null) => false,
            (Comparison.Equal, 0) => true,
            (Comparison.Less, < 0) => true,
            (Comparison.LessOrEqual, <= 0) => true,
            (Comparison.Greater, > 0) => true,
            (Comparison.GreaterOrEqual, >= 0) => true,
            _ => false,
        };
    }
}

/// <summary>Conditions that must all hold.</summary>
internal sealed record Filter(IReadOnlyList<Condition> Conditions)
{
    public static readonly Filter None = new([]);

    public bool Matches(ReadOnlySpan<byte> document)
    {
        foreach (var condition in Conditions)
            if (!condition.Matches(document))
                return false;
        return true;
    }
}

/// <summary>What queries are served: whole documents, filtered by a conjunction, ordered by at most one path; or how many they are.</summary>
internal sealed record Query(Filter Filter, JsonPath? OrderBy, bool Descending)
{
    /// <summary>
    /// The documents to look up one by one, when the query is the one by which the SDK reads many items: each names an id
    /// and a partition key. Null for every other query.
    /// </summary>
    public IReadOnlyList<Filter>? Lookups { get; init; }

    /// <summary>Whether it asks how many documents there are, and not for them.</summary>
    public bool IsCount { get; init; }

    /// <summary>Whether the SDK merges several ranges' answers by order, and so wants each document beside what it is ordered by.</summary>
    public bool IsMerged { get; init; }
}
