using System.Text.Json;
using Microsoft.Azure.Cosmos;

namespace Points.Cosmos;

/// <summary>
/// The database and its containers, from the one list that the Azure templates read too. In Azure the templates create
/// them (data-plane roles cannot); only the one-machine host and the tests create their own.
/// </summary>
public static class CosmosContainers
{
    private const string LayoutResource = "cosmos-containers.json";

    public const string Database = "points";

    /// <summary>Profiles, wallets, entries, orders and redemptions, by member.</summary>
    public const string Wallets = "wallets";

    /// <summary>Revisions and the pointer to those in force, by programme.</summary>
    public const string Programmes = "programmes";

    /// <summary>Issuance budgets in shards, by shard.</summary>
    public const string Budgets = "budgets";

    /// <summary>Limited rewards' stock in shards, with the reservations of each.</summary>
    public const string Stock = "stock";

    /// <summary>Accounts between merchants, by account; statements, by holder.</summary>
    public const string Settlement = "settlement";

    /// <summary>How far readers of change feeds have come.</summary>
    public const string Leases = "leases";

    /// <summary>Where a voucher's code leads, who is a family, what came of merchants' messages, and how jobs ran.</summary>
    public const string Lookups = "lookups";

    public static async Task CreateMissing(CosmosClient client, CancellationToken ct)
    {
        using var layout = JsonDocument.Parse(
            typeof(CosmosContainers).Assembly.GetManifestResourceStream(LayoutResource)!
        );
        var database = await client.CreateDatabaseIfNotExistsAsync(Database, cancellationToken: ct);
        foreach (var container in layout.RootElement.GetProperty("containers").EnumerateArray())
            await database.Database.CreateContainerIfNotExistsAsync(PropertiesOf(container), cancellationToken: ct);
    }

    private static ContainerProperties PropertiesOf(JsonElement container)
    {
        var policy = container.GetProperty("indexingPolicy");
        var properties = new ContainerProperties(Text(container, "name"), Text(container, "partitionKey"));
        foreach (var path in Paths(policy, "includedPaths"))
            properties.IndexingPolicy.IncludedPaths.Add(new() { Path = path });
        foreach (var path in Paths(policy, "excludedPaths"))
            properties.IndexingPolicy.ExcludedPaths.Add(new() { Path = path });
        return properties;
    }

    private static IEnumerable<string> Paths(JsonElement policy, string list) =>
        policy.GetProperty(list).EnumerateArray().Select(path => Text(path, "path"));

    private static string Text(JsonElement element, string name) => element.GetProperty(name).GetString()!;
}
