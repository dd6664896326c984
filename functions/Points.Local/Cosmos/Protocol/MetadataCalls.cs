using System.Text.Json;
using System.Text.Json.Nodes;
using Points.Local.Cosmos.Storage;

namespace Points.Local.Cosmos.Protocol;

/// <summary>Answers about the account, databases, containers and physical ranges.</summary>
internal sealed class MetadataCalls(Store store)
{
    public async Task<HttpResponseMessage> Answer(Call call, CancellationToken cancellation)
    {
        var address = call.Address;
        var body = await call.Body(cancellation);
        return (address.Target, call.Method.Method) switch
        {
            (Target.Account, "GET") => Json(200, AccountDocument.Json),
            (Target.Databases, "GET") => Feed("", "Databases", store.Catalog.Databases.Select(Describe)),
            (Target.Databases, "POST") => Json(201, Describe(await CreateDatabase(body))),
            (Target.Database, "GET") => Json(200, Describe(store.Catalog.Database(address.Database, missing: 0))),
            (Target.Database, "DELETE") => await DeleteDatabase(address),
            (Target.Containers, "GET") => Containers(store.Catalog.Database(address.Database)),
            (Target.Containers, "POST") => Json(201, Describe(await CreateContainer(address, body))),
            (Target.Container, "GET") => Json(
                200,
                Describe(store.Catalog.Container(address.Database, address.Container))
            ),
            (Target.Container, "DELETE") => await DeleteContainer(address),
            (Target.Ranges, "GET") => Ranges(call, store.Catalog.Container(address.Database, address.Container)),
            _ => throw new CosmosError(400, $"{call.Method} of {address.Target} is not served on one machine."),
        };
    }

    private async Task<StoredDatabase> CreateDatabase(ReadOnlyMemory<byte> body)
    {
        using var json = JsonDocument.Parse(body);
        var name = json.RootElement.GetProperty("id").GetString()!;
        return await store.Change(session => store.Catalog.CreateDatabase(session, name));
    }

    private Task<StoredContainer> CreateContainer(Address address, ReadOnlyMemory<byte> body)
    {
        var database = store.Catalog.Database(address.Database);
        var definition = ContainerDefinition.Parse(body.Span);
        return store.Change(session => store.Catalog.CreateContainer(session, database, definition));
    }

    private async Task<HttpResponseMessage> DeleteDatabase(Address address)
    {
        var database = store.Catalog.Database(address.Database, missing: 0);
        await store.Change(session => store.Catalog.DeleteDatabase(session, database));
        return Reply.Of(204);
    }

    private async Task<HttpResponseMessage> DeleteContainer(Address address)
    {
        var container = store.Catalog.Container(address.Database, address.Container);
        await store.Change(session => store.Catalog.DeleteContainer(session, container));
        return Reply.Of(204);
    }

    private HttpResponseMessage Containers(StoredDatabase database) =>
        Feed(
            database.ResourceId,
            "DocumentCollections",
            store.Catalog.Containers.Where(c => c.Database == database).Select(Describe)
        );

    /// <summary>Ranges never change, so whoever has read them once is told "not modified" ever after.</summary>
    private static HttpResponseMessage Ranges(Call call, StoredContainer container)
    {
        const string etag = "\"1\"";
        return call.Header(HeaderNames.IfNoneMatch) is etag
            ? Reply.Of(304).With(HeaderNames.ETag, etag).With(HeaderNames.ItemCount, 0)
            : Feed(container.ResourceId, "PartitionKeyRanges", container.Ranges.Select(Describe))
                .With(HeaderNames.ETag, etag);
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
        Reply.Of(status, JsonSerializer.SerializeToUtf8Bytes(body)).With(HeaderNames.ETag, "\"1\"");

    private static HttpResponseMessage Feed(string resourceId, string name, IEnumerable<JsonObject> entries)
    {
        var list = new JsonArray([.. entries]);
        var feed = new JsonObject
        {
            ["_rid"] = resourceId,
            ["_count"] = list.Count,
            [name] = list,
        };
        return Reply.Of(200, JsonSerializer.SerializeToUtf8Bytes(feed)).With(HeaderNames.ItemCount, list.Count);
    }
}
