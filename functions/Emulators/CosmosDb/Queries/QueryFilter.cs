namespace Emulators.CosmosDb.Queries;

/// <summary>Conditions that a document must all satisfy.</summary>
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
