using Emulators.CosmosDb.Documents;

namespace Emulators.CosmosDb.Queries;

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

/// <summary>A comparison of a path with a value. A document without the path satisfies no comparison.</summary>
internal sealed record QueryCondition(JsonPath Path, ComparisonOperator Operator, Scalar Value)
{
    /// <summary>Whether the condition bounds the path's value from one side.</summary>
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
