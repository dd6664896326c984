using Microsoft.Azure.Cosmos;

namespace Emulators.Tests.CosmosDb;

internal static class ContainerQueries
{
    /// <summary>Adds up the pages of a query for a number of documents.</summary>
    public static async Task<long> Count(this Container container, string query, string? partitionKey = null)
    {
        var options = new QueryRequestOptions();
        if (partitionKey is not null)
            options.PartitionKey = new(partitionKey);
        return (await container.QueryAll<long>(new(query), options)).Sum();
    }

    /// <summary>Reads all pages of a query, and checks that none is larger than the request allows.</summary>
    public static async Task<List<T>> QueryAll<T>(
        this Container container,
        QueryDefinition query,
        QueryRequestOptions options
    )
    {
        using var pages = container.GetItemQueryIterator<T>(query, requestOptions: options);
        var items = new List<T>();
        while (pages.HasMoreResults)
        {
            var page = await pages.ReadNextAsync(TestContext.Current.CancellationToken);
            Assert.True(options.MaxItemCount is null || page.Count <= options.MaxItemCount);
            items.AddRange(page);
        }
        return items;
    }
}
