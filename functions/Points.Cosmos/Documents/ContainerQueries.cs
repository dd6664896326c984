using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.Azure.Cosmos;

namespace Points.Cosmos.Documents;

internal static class ContainerQueries
{
    /// <summary>Sorts behind every time, period and id.</summary>
    public const string SortKeyMax = "~";

    /// <summary>Leaves it to the service how much comes in a page.</summary>
    private const int ServicePageSize = -1;

    /// <summary>Reads at most so many documents of one partition, in the query's order. A page may come back short before the end.</summary>
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
            documents.AddRange(JsonSerializer.Deserialize(response.Content, type)!.Documents);
        }
        return documents.Count <= limit ? documents : documents[..limit];
    }

    /// <summary>Reads whatever the query finds, page by page: whoever has enough stops.</summary>
    /// <param name="partition">Null for all of them.</param>
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
            foreach (var document in JsonSerializer.Deserialize(page.Content, type)!.Documents)
                yield return document;
        }
    }

    /// <summary>Asks how many there are, by a query that begins with <c>SELECT VALUE COUNT(1)</c>.</summary>
    /// <param name="partition">Null for all of them.</param>
    public static async Task<long> Count(
        this Container container,
        QueryDefinition query,
        CancellationToken ct,
        string? partition = null
    )
    {
        // Several numbers may come, each of a part: what adds them up is the SDK against the service, and this on one machine.
        var sum = 0L;
        await foreach (
            var some in container.ReadAll(query, ServicePageSize, DocumentJson.Default.QueryPageInt64, ct, partition)
        )
            sum += some;
        return sum;
    }
}
