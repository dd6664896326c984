using System.Text.Json;
using System.Text.Json.Nodes;
using Emulators.CosmosDb;
using Microsoft.Azure.Cosmos;
using Points.Cosmos;

namespace Points.Cli.Tests.Verifying;

/// <summary>The files of a stopped host, which a test alters as somebody with access to them could.</summary>
internal sealed class StoppedStore(string dataFolder)
{
    /// <summary>Alters the first document of a type.</summary>
    /// <returns>The document as it was.</returns>
    public async Task<JsonObject> Alter(string type, Action<JsonObject> alter)
    {
        await using var store = Open();
        using var client = store.Connect();
        using var found = await ContainerOf(client, type)
            .GetItemQueryStreamIterator(
                new QueryDefinition("SELECT * FROM c WHERE c.type = @type").WithParameter("@type", type)
            )
            .ReadNextAsync();
        var documents = (await JsonNode.ParseAsync(found.Content))!["Documents"]!.AsArray();
        var original = documents
            .Select(it => it!.AsObject())
            .First(it => type != "budget" || (long)it["issued"]! > 0)
            .DeepClone()
            .AsObject();
        var altered = original.DeepClone().AsObject();
        alter(altered);
        await Write(client, type, altered);
        return original;
    }

    public async Task Restore(string type, JsonObject original)
    {
        await using var store = Open();
        using var client = store.Connect();
        await Write(client, type, original);
    }

    /// <summary>Replaces the hashes in all anchors.</summary>
    public void AlterAnchor()
    {
        foreach (
            var path in Directory.GetFiles(
                Path.Combine(dataFolder, "archive", "anchors"),
                "*.json",
                SearchOption.AllDirectories
            )
        )
        {
            var anchor = JsonNode.Parse(File.ReadAllText(path))!;
            foreach (var head in anchor["heads"]!.AsArray())
                head!["hash"] = "another";
            File.Delete(path);
            File.WriteAllText(path, anchor.ToJsonString());
        }
    }

    private CosmosEmulator Open() => CosmosEmulator.Open(new(Path.Combine(dataFolder, "cosmos")));

    private static Container ContainerOf(CosmosClient client, string type) =>
        client.GetContainer(
            CosmosContainers.Database,
            type == "budget" ? CosmosContainers.Budgets : CosmosContainers.Wallets
        );

    private static async Task Write(CosmosClient client, string type, JsonObject document)
    {
        using var content = new MemoryStream(JsonSerializer.SerializeToUtf8Bytes(document));
        var partition = (string)document[type == "budget" ? "id" : "memberId"]!;
        using var written = await ContainerOf(client, type).UpsertItemStreamAsync(content, new(partition));
        written.EnsureSuccessStatusCode();
    }
}
