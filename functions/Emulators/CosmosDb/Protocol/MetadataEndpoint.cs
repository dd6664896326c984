using System.Text.Json;
using System.Text.Json.Nodes;
using Emulators.CosmosDb.Storage;

namespace Emulators.CosmosDb.Protocol;

/// <summary>Answers requests about the account, databases, containers and physical ranges.</summary>
internal sealed class MetadataEndpoint(DocumentStore store)
{
    /// <summary>The etag of everything here: databases, containers and ranges do not change.</summary>
    private const string ETag = "\"1\"";

    public async Task<HttpResponseMessage> Answer(CosmosRequest call, CancellationToken cancellation)
    {
        var path = call.Path;
        var body = await call.Body(cancellation);
        return (path.Kind, call.Method.Method) switch
        {
            (ResourceKind.Account, "GET") => Json(200, AccountDescription.Describe(call.Endpoint)),
            (ResourceKind.Databases, "GET") => Feed("", "Databases", store.Catalog.Databases.Select(Describe)),
            (ResourceKind.Databases, "POST") => Json(201, Describe(await CreateDatabase(body))),
            (ResourceKind.Database, "GET") => Json(
                200,
                Describe(store.Catalog.GetDatabase(path.Database, missingSubStatus: 0))
            ),
            (ResourceKind.Database, "DELETE") => await DeleteDatabase(path),
            (ResourceKind.Containers, "GET") => Containers(store.Catalog.GetDatabase(path.Database)),
            (ResourceKind.Containers, "POST") => Json(201, Describe(await CreateContainer(path, body))),
            (ResourceKind.Container, "GET") => Json(
                200,
                Describe(store.Catalog.GetContainer(path.Database, path.Container))
            ),
            (ResourceKind.Container, "DELETE") => await DeleteContainer(path),
            (ResourceKind.Ranges, "GET") => Ranges(call, store.Catalog.GetContainer(path.Database, path.Container)),
            _ => throw new RequestRefusedException(
                400,
                $"{call.Method} of {path.Kind} is not supported by the emulator."
            ),
        };
    }

    private async Task<StoredDatabase> CreateDatabase(ReadOnlyMemory<byte> body)
    {
        using var json = JsonDocument.Parse(body);
        var name = json.RootElement.GetProperty("id").GetString()!;
        return await store.RunInTransaction(session => store.Catalog.CreateDatabase(session, name));
    }

    private Task<StoredContainer> CreateContainer(ResourcePath path, ReadOnlyMemory<byte> body)
    {
        var database = store.Catalog.GetDatabase(path.Database);
        var definition = ContainerDefinition.Parse(body.Span);
        return store.RunInTransaction(session => store.Catalog.CreateContainer(session, database, definition));
    }

    private async Task<HttpResponseMessage> DeleteDatabase(ResourcePath path)
    {
        var database = store.Catalog.GetDatabase(path.Database, missingSubStatus: 0);
        await store.RunInTransaction(session => store.Catalog.DeleteDatabase(session, database));
        return CosmosResponse.Create(204);
    }

    private async Task<HttpResponseMessage> DeleteContainer(ResourcePath path)
    {
        var container = store.Catalog.GetContainer(path.Database, path.Container);
        await store.RunInTransaction(session => store.Catalog.DeleteContainer(session, container));
        return CosmosResponse.Create(204);
    }

    private HttpResponseMessage Containers(StoredDatabase database) =>
        Feed(
            database.ResourceId,
            "DocumentCollections",
            store.Catalog.Containers.Where(container => container.Database == database).Select(Describe)
        );

    /// <summary>Ranges never change, so a client that has read them gets "not modified".</summary>
    private static HttpResponseMessage Ranges(CosmosRequest call, StoredContainer container) =>
        call.Header(HeaderNames.IfNoneMatch) is ETag
            ? CosmosResponse.Create(304).WithHeader(HeaderNames.ETag, ETag).WithHeader(HeaderNames.ItemCount, 0)
            : Feed(container.ResourceId, "PartitionKeyRanges", container.Ranges.Select(Describe))
                .WithHeader(HeaderNames.ETag, ETag);

    private static JsonObject Describe(StoredDatabase database) =>
        new()
        {
            ["id"] = database.Name,
            ["_rid"] = database.ResourceId,
            ["_self"] = $"dbs/{database.ResourceId}/",
            ["_etag"] = ETag,
            ["_colls"] = "colls/",
            ["_users"] = "users/",
            ["_ts"] = 0,
        };

    private static JsonObject Describe(StoredContainer container)
    {
        var json = container.Definition.Json.DeepClone().AsObject();
        json["_rid"] = container.ResourceId;
        json["_self"] = $"dbs/{container.Database.ResourceId}/colls/{container.ResourceId}/";
        json["_etag"] = ETag;
        json["_ts"] = 0;
        return json;
    }

    private static JsonObject Describe(PartitionRange range)
    {
        var container = range.Container;
        return new()
        {
            ["_rid"] = container.ResourceId,
            ["id"] = range.Number.ToString(System.Globalization.CultureInfo.InvariantCulture),
            ["_etag"] = ETag,
            ["minInclusive"] = range.MinInclusive,
            ["maxExclusive"] = range.MaxExclusive,
            ["ridPrefix"] = range.Number,
            ["_self"] = $"dbs/{container.Database.ResourceId}/colls/{container.ResourceId}/pkranges/{range.Number}/",
            ["throughputFraction"] = 1.0 / container.RangeCount,
            ["status"] = "online",
            ["parents"] = new JsonArray(),
            ["_ts"] = 0,
        };
    }

    private static HttpResponseMessage Json(int status, JsonNode body) =>
        CosmosResponse.Create(status, JsonSerializer.SerializeToUtf8Bytes(body)).WithHeader(HeaderNames.ETag, ETag);

    private static HttpResponseMessage Feed(string resourceId, string name, IEnumerable<JsonObject> entries)
    {
        var list = new JsonArray([.. entries]);
        var feed = new JsonObject
        {
            ["_rid"] = resourceId,
            ["_count"] = list.Count,
            [name] = list,
        };
        return CosmosResponse
            .Create(200, JsonSerializer.SerializeToUtf8Bytes(feed))
            .WithHeader(HeaderNames.ItemCount, list.Count);
    }
}
