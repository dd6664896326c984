using Microsoft.Azure.Cosmos;

namespace Points.Local.Tests.Cosmos;

internal static class ContainerQueries
{
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
