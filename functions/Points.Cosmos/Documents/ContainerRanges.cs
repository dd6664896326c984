using System.Text.Json.Serialization.Metadata;
using Microsoft.Azure.Cosmos;
using Points.Domain.Jobs;

namespace Points.Cosmos.Documents;

/// <summary>
/// Reads a container range by range. A range is a physical partition when ranges are listed; if the partition is split
/// later, the range still has the same documents.
/// </summary>
internal static class ContainerRanges
{
    /// <summary>Lists the ranges that together hold all documents.</summary>
    public static async Task<IReadOnlyList<string>> ListRanges(this Container container, CancellationToken ct)
    {
        var ranges = await ContainerDocuments.TranslateErrors(() => container.GetFeedRangesAsync(ct), ct);
        return [.. ranges.Select(range => range.ToJsonString())];
    }

    /// <summary>
    /// Reads the next page of a query over one range. It has documents unless none is left. The query has no ORDER BY:
    /// the SDK would merge ranges, which one range does not need, and its pages would cost more.
    /// </summary>
    /// <param name="position">The position of an earlier page of the same query; null for the first page.</param>
    public static async Task<DuePage<T>> ReadDuePage<T>(
        this Container container,
        string range,
        QueryDefinition query,
        string? position,
        JsonTypeInfo<QueryPage<T>> type,
        CancellationToken ct
    )
    {
        using var pages = container.GetItemQueryStreamIterator(
            FeedRange.FromJsonString(range),
            query,
            position,
            new() { MaxItemCount = DuePage<T>.ItemsMax }
        );
        IReadOnlyList<T> documents = [];
        while (documents.Count == 0 && pages.HasMoreResults)
        {
            using var page = await ContainerDocuments.TranslateErrors(() => pages.ReadNextAsync(ct), ct);
            CosmosErrors.ThrowUnlessSuccess(page.StatusCode, page.ErrorMessage);
            documents = StoredJson.Read(page.Content, type).Documents;
            position = page.ContinuationToken;
        }
        return new(documents, pages.HasMoreResults ? position : null);
    }
}
