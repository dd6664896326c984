using System.Runtime.CompilerServices;
using System.Text.Json.Serialization.Metadata;
using Microsoft.Azure.Cosmos;

namespace Points.Cosmos.Documents;

/// <summary>Queries that read documents page by page.</summary>
internal static class ContainerQueries
{
    /// <summary>Sorts after every time, period and id.</summary>
    public const string SortKeyMax = "~";

    /// <summary>Lets the service choose the page size.</summary>
    private const int ServicePageSize = -1;

    /// <summary>
    /// Reads at most <paramref name="limit"/> documents of one partition, in the query's order. Reads several pages if
    /// the service returns short ones.
    /// </summary>
    public static async Task<IReadOnlyList<T>> ReadUpTo<T>(
        this Container container,
        int limit,
        QueryDefinition query,
        string partition,
        JsonTypeInfo<QueryPage<T>> type,
        CancellationToken ct
    )
    {
        var options = new QueryRequestOptions { PartitionKey = new(partition), MaxItemCount = limit };
        var documents = new List<T>();
        using var pages = container.GetItemQueryStreamIterator(query, requestOptions: options);
        while (documents.Count < limit && pages.HasMoreResults)
        {
            using var response = await ContainerDocuments.TranslateErrors(() => pages.ReadNextAsync(ct), ct);
            CosmosErrors.ThrowUnlessSuccess(response.StatusCode, response.ErrorMessage);
            documents.AddRange(StoredJson.Read(response.Content, type).Documents);
        }
        return documents.Count <= limit ? documents : documents[..limit];
    }

    /// <summary>
    /// Reads at most <paramref name="limit"/> documents of one type and partition, those with the highest
    /// <c>sortKey</c> first.
    /// </summary>
    /// <param name="before">Reads only documents with a lower key; null for all.</param>
    public static Task<IReadOnlyList<T>> ReadNewestFirst<T>(
        this Container container,
        int limit,
        string documentType,
        string? before,
        string partition,
        JsonTypeInfo<QueryPage<T>> type,
        CancellationToken ct
    )
    {
        var query = new QueryDefinition(
            "SELECT * FROM c WHERE c.type = @type AND c.sortKey < @before ORDER BY c.sortKey DESC"
        )
            .WithParameter("@type", documentType)
            .WithParameter("@before", before ?? SortKeyMax);
        return container.ReadUpTo(limit, query, partition, type, ct);
    }

    /// <summary>Reads all results of a query, page by page. Callers may stop early.</summary>
    /// <param name="partition">Null for all partitions.</param>
    public static async IAsyncEnumerable<T> ReadAll<T>(
        this Container container,
        QueryDefinition query,
        int perPage,
        JsonTypeInfo<QueryPage<T>> type,
        [EnumeratorCancellation] CancellationToken ct,
        string? partition = null
    )
    {
        var options = new QueryRequestOptions
        {
            PartitionKey = partition is null ? null : new(partition),
            MaxItemCount = perPage,
        };
        using var pages = container.GetItemQueryStreamIterator(query, requestOptions: options);
        while (pages.HasMoreResults)
        {
            using var page = await ContainerDocuments.TranslateErrors(() => pages.ReadNextAsync(ct), ct);
            CosmosErrors.ThrowUnlessSuccess(page.StatusCode, page.ErrorMessage);
            foreach (var document in StoredJson.Read(page.Content, type).Documents)
                yield return document;
        }
    }

    /// <summary>Counts documents with a query that begins with <c>SELECT VALUE COUNT(1)</c>.</summary>
    /// <param name="partition">Null for all partitions.</param>
    public static async Task<long> Count(
        this Container container,
        QueryDefinition query,
        CancellationToken ct,
        string? partition = null
    )
    {
        // Against the service, the SDK returns one sum. The one-machine store returns a number for each part.
        var sum = 0L;
        await foreach (
            var count in container.ReadAll(query, ServicePageSize, DocumentJson.Default.QueryPageInt64, ct, partition)
        )
            sum += count;
        return sum;
    }
}
