using System.Text.Json;
using System.Text.Json.Nodes;
using Points.Local.Cosmos.Storage;

namespace Points.Local.Cosmos.Protocol;

/// <summary>Answers about the account, databases, containers and physical ranges.</summary>
internal sealed class MetadataEndpoint(DocumentStore store)
{
    public async Task<HttpResponseMessage> Answer(CosmosRequest call, CancellationToken cancellation)
    {
        var address = call.Path;
        var body = await call.Body(cancellation);
        return (address.Kind, call.Method.Method) switch
        {
            (ResourceKind.Account, "GET") => Json(200, AccountDescription.Json),
            (ResourceKind.Databases, "GET") => Feed("", "Databases", store.Catalog.Databases.Select(Describe)),
            (ResourceKind.Databases, "POST") => Json(201, Describe(await CreateDatabase(body))),
            (ResourceKind.Database, "GET") => Json(
                200,
                Describe(store.Catalog.GetDatabase(address.Database, missingSubStatus: 0))
            ),
            (ResourceKind.Database, "DELETE") => await DeleteDatabase(address),
            (ResourceKind.Containers, "GET") => Containers(store.Catalog.GetDatabase(address.Database)),
            (ResourceKind.Containers, "POST") => Json(201, Describe(await CreateContainer(address, body))),
            (ResourceKind.Container, "GET") => Json(
                200,
                Describe(store.Catalog.GetContainer(address.Database, address.Container))
            ),
            (ResourceKind.Container, "DELETE") => await DeleteContainer(address),
            (ResourceKind.Ranges, "GET") => Ranges(
                call,
                store.Catalog.GetContainer(address.Database, address.Container)
            ),
            _ => throw new RequestRefusedException(
                400,
                $"{call.Method} of {address.Kind} is not served on one machine."
            ),
        };
    }

    private async Task<StoredDatabase> CreateDatabase(ReadOnlyMemory<byte> body)
    {
        using var json = JsonDocument.Parse(body);
        var name = json.RootElement.GetProperty("id").GetString()!;
        return await store.RunInTransaction(session => store.Catalog.CreateDatabase(session, name));
    }

    private Task<StoredContainer> CreateContainer(ResourcePath address, ReadOnlyMemory<byte> body)
    {
        var database = store.Catalog.GetDatabase(address.Database);
        var definition = ContainerDefinition.Parse(body.Span);
        return store.RunInTransaction(session => store.Catalog.CreateContainer(session, database, definition));
    }

    private async Task<HttpResponseMessage> DeleteDatabase(ResourcePath address)
    {
        var database = store.Catalog.GetDatabase(address.Database, missingSubStatus: 0);
        await store.RunInTransaction(session => store.Catalog.DeleteDatabase(session, database));
        return CosmosResponse.Create(204);
    }

    private async Task<HttpResponseMessage> DeleteContainer(ResourcePath address)
    {
        var container = store.Catalog.GetContainer(address.Database, address.Container);
        await store.RunInTransaction(session => store.Catalog.DeleteContainer(session, container));
        return CosmosResponse.Create(204);
    }

    private HttpResponseMessage Containers(StoredDatabase database) =>
        Feed(
            database.ResourceId,
            "DocumentCollections",
            store.Catalog.Containers.Where(c => c.Database == database).Select(Describe)
        );

    /// <summary>Ranges never change, so whoever has read them once is told "not modified" ever after.</summary>
    private static HttpResponseMessage Ranges(CosmosRequest call, StoredContainer container)
    {
        const string etag = "\"1\"";
        return call.Header(HeaderNames.IfNoneMatch) is etag
            ? CosmosResponse.Create(304).WithHeader(HeaderNames.ETag, etag).WithHeader(HeaderNames.ItemCount, 0)
            : Feed(container.ResourceId, "PartitionKeyRanges", container.Ranges.Select(Describe))
                .WithHeader(HeaderNames.ETag, etag);
    }

    private static JsonObject Describe(StoredDatabase database) =>
        new()
        {
            ["id"] = database.Name,
            ["_rid"] = database.ResourceId,
            ["_self"] = $"dbs/{database.ResourceId}/",
            ["_etag"] = "\"1\"",
            ["_colls"] = "colls/",
            ["_users"] = "users/",
            ["_ts"] = 0,
        };

    private static JsonObject Describe(StoredContainer container)
    {
        var json = container.Definition.Json.DeepClone().AsObject();
        json["_rid"] = container.ResourceId;
        json["_self"] = $"dbs/{container.Database.ResourceId}/colls/{container.ResourceId}/";
        json["_etag"] = "\"1\"";
        json["_ts"] = 0;
        return json;
    }

    private static JsonObject Describe(PartitionRange range) =>
        new()
        {
            ["_rid"] = range.Container.ResourceId,
            ["id"] = range.Number.ToString(System.Globalization.CultureInfo.InvariantCulture),
            ["_etag"] = "\"1\"",
            ["minInclusive"] = range.MinInclusive,
            ["maxExclusive"] = range.MaxExclusive,
            ["ridPrefix"] = range.Number,
            ["_self"] =
                $"dbs/{range.Container.Database.ResourceId}/colls/{range.Container.ResourceId}/pkranges/{range.Number}/",
            ["throughputFraction"] = 1.0 / range.Container.RangeCount,
            ["status"] = "online",
            ["parents"] = new JsonArray(),
            ["_ts"] = 0,
        };

    private static HttpResponseMessage Json(int status, JsonNode body) =>
        CosmosResponse.Create(status, JsonSerializer.SerializeToUtf8Bytes(body)).WithHeader(HeaderNames.ETag, "\"1\"");

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
