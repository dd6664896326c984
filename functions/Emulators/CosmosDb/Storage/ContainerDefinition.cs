using System.Text.Json;
using System.Text.Json.Nodes;
using Emulators.CosmosDb.Documents;

namespace Emulators.CosmosDb.Storage;

/// <summary>A container's definition: the parts that the store uses, and the JSON that clients see.</summary>
internal sealed class ContainerDefinition
{
    /// <summary>Indexed paths that become columns; further ones are filtered by reading the documents.</summary>
    private const int IndexedPathsMax = 32;

    private ContainerDefinition(
        string name,
        JsonPath partitionKey,
        JsonPath[] indexed,
        bool indexesEverything,
        int? timeToLive,
        JsonObject json
    )
    {
        Name = name;
        PartitionKey = partitionKey;
        Indexed = indexed;
        IndexesEverything = indexesEverything;
        TimeToLive = timeToLive;
        Json = json;
        Reader = new DocumentReader(partitionKey, indexed);
    }

    public string Name { get; }

    public JsonPath PartitionKey { get; }

    /// <summary>The paths that the indexing policy includes by name. Each has a column.</summary>
    public IReadOnlyList<JsonPath> Indexed { get; }

    /// <summary>
    /// Whether the policy includes <c>/*</c>. Such a container can be filtered by any path, with a scan.
    /// </summary>
    public bool IndexesEverything { get; }

    /// <summary>
    /// The time to live of documents in seconds. -1 when only documents with their own time to live expire; null when
    /// no document expires.
    /// </summary>
    public int? TimeToLive { get; }

    /// <summary>The definition as clients see it.</summary>
    public JsonObject Json { get; }

    /// <summary>Reads documents of this container.</summary>
    public DocumentReader Reader { get; }

    /// <exception cref="RequestRefusedException">The definition is malformed, or has a hierarchical key.</exception>
    public static ContainerDefinition Parse(ReadOnlySpan<byte> body)
    {
        if (ParseObject(body) is not { } json || (string?)json["id"] is not { Length: > 0 } name)
            throw new RequestRefusedException(400, "A container is a JSON object with an id.");
        var keyPaths = json["partitionKey"]?["paths"] as JsonArray;
        if (keyPaths is not { Count: 1 })
            throw new RequestRefusedException(
                400,
                "A container needs exactly one partition key path: hierarchical keys are not supported here."
            );
        // Every new container gets version 2, and this store computes no other hash.
        json["partitionKey"]!["version"] = 2;
        var included = Paths(json["indexingPolicy"]?["includedPaths"]);
        var named = included
            .Where(path => path.EndsWith("/?", StringComparison.Ordinal))
            .Select(path => JsonPath.Parse(path[..^2]))
            .DistinctBy(path => path.Text, StringComparer.Ordinal)
            .Take(IndexedPathsMax);
        var indexesEverything = json["indexingPolicy"] is null || included.Contains("/*", StringComparer.Ordinal);
        return new ContainerDefinition(
            name,
            JsonPath.Parse((string)keyPaths[0]!),
            [.. named],
            indexesEverything,
            (int?)json["defaultTtl"],
            json
        );
    }

    /// <summary>
    /// When a document written at <paramref name="seconds"/> expires, in seconds since 1970; null for never.
    /// </summary>
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
