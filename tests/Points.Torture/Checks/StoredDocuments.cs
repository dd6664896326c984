using System.Text.Json;
using Microsoft.Azure.Cosmos;
using Points.Cosmos;

namespace Points.Torture.Checks;

/// <summary>Reads documents as they are stored.</summary>
internal static class StoredDocuments
{
    private const int PageItems = 1_000;

    /// <param name="type">The value of the documents' field <c>type</c>.</param>
    public static async Task<IReadOnlyList<JsonElement>> Read(CosmosClient client, string container, string type)
    {
        var query = new QueryDefinition("SELECT * FROM c WHERE c.type = @type").WithParameter("@type", type);
        using var pages = client
            .GetContainer(CosmosContainers.Database, container)
            .GetItemQueryStreamIterator(query, requestOptions: new() { MaxItemCount = PageItems });
        var found = new List<JsonElement>();
        while (pages.HasMoreResults)
        {
            using var page = await pages.ReadNextAsync();
            page.EnsureSuccessStatusCode();
            using var json = await JsonDocument.ParseAsync(page.Content);
            found.AddRange(json.RootElement.GetProperty("Documents").EnumerateArray().Select(it => it.Clone()));
        }
        return found;
    }

    public static string Text(this JsonElement document, string field) => document.GetProperty(field).GetString()!;

    public static long Number(this JsonElement document, string field) => document.GetProperty(field).GetInt64();

    /// <summary>The field; null if it is missing or null.</summary>
    public static JsonElement? Find(this JsonElement document, string field) =>
        document.TryGetProperty(field, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;
}
