using System.Text.Json;
using Microsoft.Azure.Cosmos;

namespace Points.Cosmos;

/// <summary>
/// The database and its containers, from the list that the Azure templates read too. In Azure the templates create
/// them, because data-plane roles cannot. The one-machine host and the tests create their own.
/// </summary>
public static class CosmosContainers
{
    private const string LayoutResource = "cosmos-containers.json";

    public const string Database = "points";

    /// <summary>Profiles, wallets, entries and records, partitioned by member.</summary>
    public const string Wallets = "wallets";

    /// <summary>Revisions and their timetable, partitioned by programme.</summary>
    public const string Programmes = "programmes";

    /// <summary>Issuance budgets, partitioned by shard.</summary>
    public const string Budgets = "budgets";

    /// <summary>Stock of limited rewards and its reservations, partitioned by shard.</summary>
    public const string Stock = "stock";

    /// <summary>Accounts between merchants, partitioned by account; statements, by holder; waiting refunds.</summary>
    public const string Settlement = "settlement";

    /// <summary>What members of staff did, partitioned by day and range.</summary>
    public const string Journal = "journal";

    /// <summary>Daily sums of ledger entries, partitioned by programme and range of wallets.</summary>
    public const string Reports = "reports";

    /// <summary>The positions of change feed readers.</summary>
    public const string Leases = "leases";

    /// <summary>Claims of orders, voucher locations, families, outcomes of merchants' messages, job runs.</summary>
    public const string Lookups = "lookups";

    /// <summary>Creates the database and the containers that do not exist.</summary>
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
        var properties = new ContainerProperties(Text(container, "name"), Text(container, "partitionKey"))
        {
            DefaultTimeToLive = container.TryGetProperty("defaultTtl", out var seconds) ? seconds.GetInt32() : null,
        };
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
