using Emulators.CosmosDb.Documents;

namespace Emulators.CosmosDb.Queries;

/// <summary>
/// A query that the store supports: whole documents, filtered by conditions that must all hold, ordered by one path at
/// most; or the number of such documents.
/// </summary>
/// <param name="Filter">The conditions.</param>
/// <param name="OrderBy">The path to order by; null for no order.</param>
/// <param name="Descending">Whether the highest value comes first.</param>
internal sealed record DocumentQuery(QueryFilter Filter, JsonPath? OrderBy, bool Descending)
{
    /// <summary>
    /// The documents to look up one by one, when the SDK reads many items at once: each filter names an id and a
    /// partition key. Null for every other query.
    /// </summary>
    public IReadOnlyList<QueryFilter>? Lookups { get; init; }

    /// <summary>Whether the query asks for the number of documents instead of the documents.</summary>
    public bool IsCount { get; init; }

    /// <summary>
    /// Whether the SDK merges the ordered answers of several ranges, and needs each document's sort value.
    /// </summary>
    public bool IsMergedAcrossRanges { get; init; }
}
