using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Azure.Cosmos;

namespace Points.Cosmos.Tests.Documents;

/// <summary>Stores documents of an invented next version, and checks what a rewrite leaves of them.</summary>
internal sealed class NewerDocuments(CosmosFixture cosmos)
{
    /// <summary>A member that only the next version knows, as in the golden files.</summary>
    public const string Member = "channelHint";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>Adds the member to a stored document and to the elements of its lists.</summary>
    public async Task Mark(string container, string partition, string id)
    {
        var document = await Read(container, partition, id);
        foreach (var element in document.Select(it => it.Value).OfType<JsonArray>().SelectMany(it => it))
            if (element is JsonObject it)
                it[Member] = "element";
        document[Member] = new JsonObject { ["weights"] = new JsonArray(1, 2.5) };
        await Put(container, partition, document);
    }

    /// <summary>Stores a golden file of the next version.</summary>
    public Task PutGolden(
        string container,
        string partition,
        string name,
        params (string Name, JsonNode Value)[] changes
    )
    {
        var document = JsonNode.Parse(GoldenDocument.Of(name).Load("next"))!.AsObject();
        foreach (var (member, value) in changes)
            document[member] = value;
        return Put(container, partition, document);
    }

    /// <summary>Runs an operation. Checks that it rewrote the document and kept the document's own member.</summary>
    /// <returns>The document after the operation.</returns>
    public async Task<JsonObject> ExpectKept(string container, string partition, string id, Func<Task> operation)
    {
        var before = await Read(container, partition, id);
        await operation();
        var after = await Read(container, partition, id);
        Assert.NotEqual((string?)before["_etag"], (string?)after["_etag"]);
        Assert.True(JsonNode.DeepEquals(before[Member], after[Member]), $"before {before}\nafter {after}");
        Assert.NotNull(after[Member]);
        return after;
    }

    public async Task<JsonObject> Read(string container, string partition, string id)
    {
        using var response = await Of(container)
            .ReadItemStreamAsync(id, new PartitionKey(partition), cancellationToken: Cancellation);
        response.EnsureSuccessStatusCode();
        return (await JsonNode.ParseAsync(response.Content, cancellationToken: Cancellation))!.AsObject();
    }

    public async Task Put(string container, string partition, JsonObject document)
    {
        using var body = new MemoryStream(Encoding.UTF8.GetBytes(document.ToJsonString()));
        using var response = await Of(container)
            .UpsertItemStreamAsync(body, new PartitionKey(partition), cancellationToken: Cancellation);
        response.EnsureSuccessStatusCode();
    }

    private Container Of(string container) => cosmos.Client.GetContainer(CosmosContainers.Database, container);
}
