using System.Text.Json.Nodes;
using Emulators.CosmosDb;
using Points.Cosmos;

namespace Points.Local.Tests.Acceptance;

/// <summary>Reads every document of a store.</summary>
internal static class EveryDocument
{
    private static readonly string[] Containers =
    [
        CosmosContainers.Wallets,
        CosmosContainers.Programmes,
        CosmosContainers.Budgets,
        CosmosContainers.Stock,
        CosmosContainers.Settlement,
        CosmosContainers.Journal,
        CosmosContainers.Reports,
        CosmosContainers.Lookups,
        CosmosContainers.Leases,
    ];

    public static async Task<List<JsonObject>> ReadAll(CosmosEmulator store, CancellationToken ct)
    {
        using var client = store.Connect();
        var documents = new List<JsonObject>();
        foreach (var name in Containers)
        {
            using var pages = client
                .GetContainer(CosmosContainers.Database, name)
                .GetItemQueryStreamIterator("SELECT * FROM c");
            while (pages.HasMoreResults)
            {
                using var page = (await pages.ReadNextAsync(ct)).EnsureSuccessStatusCode();
                var found = (await JsonNode.ParseAsync(page.Content, cancellationToken: ct))!["Documents"]!;
                documents.AddRange(found.AsArray().Select(it => it!.AsObject()));
            }
        }
        return documents;
    }
}
