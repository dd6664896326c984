using System.Text.Json;
using System.Text.Json.Nodes;
using Points.Local.Cosmos.Documents;

namespace Points.Local.Cosmos.Storage;

/// <summary>What the store needs of a container's definition, and the definition itself as clients see it.</summary>
internal sealed class ContainerDefinition
{
    /// <summary>More indexed paths than a container of ours could want; each costs a column.</summary>
    private const int IndexedPathsMax = 32;

    private ContainerDefinition(
        string name,
        JsonPath partitionKey,
        JsonPath[] indexed,
        bool indexesAll,
        int? timeToLive,
        JsonObject json
    )
    {
        Name = name;
        PartitionKey = partitionKey;
        Indexed = indexed;
        IndexesEverything = indexesAll;
        TimeToLive = timeToLive;
        Json = json;
        Scan = new DocumentReader(partitionKey, indexed);
    }

    public string Name { get; }

    public JsonPath PartitionKey { get; }

    /// <summary>The paths that the indexing policy includes by name; each is a column.</summary>
    public IReadOnlyList<JsonPath> Indexed { get; }

    /// <summary>Whether the policy includes <c>/*</c>: such a container may be filtered by anything, at the price of a scan.</summary>
    public bool IndexesEverything { get; }

    /// <summary>Seconds; -1 for "only what says so itself"; null when nothing here expires.</summary>
    public int? TimeToLive { get; }

    public JsonObject Json { get; }

    public DocumentReader Scan { get; }

    public static ContainerDefinition Parse(ReadOnlySpan<byte> body)
    {
        if (ParseObject(body) is not { } json || (string?)json["id"] is not { Length: > 0 } name)
            throw new RequestRefusedException(400, "A container is a JSON object with an id.");
        var keyPaths = json["partitionKey"]?["paths"] as JsonArray;
        if (keyPaths is not { Count: 1 })
            throw new RequestRefusedException(
                400,
                "A container here has one partition key path; hierarchical keys are not served."
            );
        // Version 2 is what every new container gets, and the only hash this store computes.
        json["partitionKey"]!["version"] = 2;
        var included = Paths(json["indexingPolicy"]?["includedPaths"]);
        var named = included
            .Where(path => path.EndsWith("/?", StringComparison.Ordinal))
            .Select(path => JsonPath.Parse(path[..^2]))
            .DistinctBy(path => path.Text, StringComparer.Ordinal)
            .Take(IndexedPathsMax);
        var all = json["indexingPolicy"] is null || included.Contains("/*", StringComparer.Ordinal);
        return new ContainerDefinition(
            name,
            JsonPath.Parse((string)keyPaths[0]!),
            [.. named],
            all,
            (int?)json["defaultTtl"],
            json
        );
    }

    /// <summary>When a document written at <paramref name="seconds"/> is gone; null for never.</summary>
    public long? ExpiresAt(int? ownTimeToLive, long seconds) =>
        TimeToLive is null ? null
        : (ownTimeToLive ?? TimeToLive.Value) is var live && live < 0 ? null
        : seconds + live;

    private static JsonObject? ParseObject(ReadOnlySpan<byte> body)
    {
        try
        {
            return JsonNode.Parse(body) as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string[] Paths(JsonNode? list) =>
        list is JsonArray array ? [.. array.Select(entry => (string?)entry?["path"] ?? "")] : [];
}
