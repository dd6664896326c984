using Points.Infra.Tests.Code;
using Points.Infra.Tests.Templates;

namespace Points.Infra.Tests.Rules;

/// <summary>What a property must be.</summary>
/// <param name="Allowed">Any of these; <see cref="Unset"/> where it may be left out.</param>
/// <param name="Reason">What happens otherwise.</param>
internal sealed record RequiredProperty(string Type, string Path, ImmutableArray<string> Allowed, string Reason)
{
    public const string Unset = "null";

    /// <summary>The app setting that leads to the resource or to what it is a part of; null for all resources of the type.</summary>
    public string? Setting { get; init; }
}

/// <summary>Properties on which it depends that nothing is lost and nobody listens, whatever the parameters are.</summary>
internal static class PropertyRules
{
    public const string Name = "Every_property_on_which_much_depends_is_as_it_must_be";

    private const string Cosmos = "Microsoft.DocumentDB/databaseAccounts";
    private const string Storage = "Microsoft.Storage/storageAccounts";
    private const string Queue = "Microsoft.ServiceBus/namespaces/queues";
    private const string Vault = "Microsoft.KeyVault/vaults";
    private const string Site = "Microsoft.Web/sites";
    private const string Archive = "Archive__blobServiceUri";
    private const string Runtime = "properties.functionAppConfig.runtime";

    /// <summary>The longest time that Service Bus knows, which is its default.</summary>
    private const string Forever = "P10675199DT2H48M5.4775807S";

    public static ImmutableArray<RequiredProperty> Table { get; } =
    [
        new(
            Cosmos,
            "properties.consistencyPolicy.defaultConsistencyLevel",
            ["BoundedStaleness"],
            "a weaker level refuses points that are there"
        ),
        new(Cosmos, "properties.enableMultipleWriteLocations", ["false"], "two regions would spend the same points"),
        new(Cosmos, "properties.backupPolicy.type", ["Continuous"], "a mistake must be undone to the second"),
        new(
            $"{Cosmos}/sqlDatabases/containers",
            "properties.resource.partitionKey.kind",
            ["Hash"],
            "the code reads by one key"
        ),
        new(Storage, "properties.supportsHttpsTrafficOnly", ["true"], "files would be read on their way"),
        new(Storage, "properties.immutableStorageWithVersioning.enabled", ["true"], "statements could be written over")
        {
            Setting = Archive,
        },
        new(
            Storage,
            "properties.immutableStorageWithVersioning.immutabilityPolicy.state",
            ["Unlocked", "Locked"],
            "a policy that is disabled keeps nothing"
        )
        {
            Setting = Archive,
        },
        new($"{Storage}/blobServices", "properties.isVersioningEnabled", ["true"], "retention is by versions")
        {
            Setting = Archive,
        },
        new(
            Queue,
            "properties.defaultMessageTimeToLive",
            [RequiredProperty.Unset, Forever],
            "purchases that wait would be lost"
        ),
        new(
            Queue,
            "properties.autoDeleteOnIdle",
            [RequiredProperty.Unset, Forever],
            "a queue would go while nobody uses it"
        ),
        new(
            Queue,
            "properties.deadLetteringOnMessageExpiration",
            ["true"],
            "a message whose sender gave it an end would be lost"
        ),
        new(
            Vault,
            "properties.enablePurgeProtection",
            ["true"],
            "whoever deletes the gateways' keys could delete them for good"
        ),
        new(Site, $"{Runtime}.name", ["dotnet-isolated"], "it is what the app is built for"),
        new(Site, $"{Runtime}.version", [CodeNames.Framework], "it is what the app is built for"),
        new(Site, "properties.siteConfig.ftpsState", ["Disabled"], "nobody deploys by FTP"),
        new(
            "Microsoft.Insights/scheduledQueryRules",
            "properties.enabled",
            ["true"],
            "an alert that is off tells nobody"
        ),
        new("Microsoft.Insights/metricAlerts", "properties.enabled", ["true"], "an alert that is off tells nobody"),
    ];

    public static ImmutableArray<Rule> All => [new(Name, folder => Table.SelectMany(row => Broken(folder, row)))];

    private static IEnumerable<Finding> Broken(TemplateFolder folder, RequiredProperty row)
    {
        var places =
            row.Setting is null ? []
            : folder.Setting(row.Setting) is { } setting ? folder.ResourcesIn(setting.Value).ToList()
            : [];
        return folder
            .ResourcesOf(row.Type)
            .Where(resource => row.Setting is null || folder.AncestorsAndSelf(resource).Any(places.Contains))
            .RequireProperty(row.Type, row.Path, [.. row.Allowed])
            .Select(finding => finding with { Message = $"{finding.Message}: {row.Reason}" });
    }
}
