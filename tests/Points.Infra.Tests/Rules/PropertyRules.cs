using Points.Infra.Tests.Code;
using Points.Infra.Tests.Templates;

namespace Points.Infra.Tests.Rules;

/// <summary>Properties that protect data and traffic. They must hold for all values of the parameters.</summary>
internal static class PropertyRules
{
    public const string Name = "Critical_properties_have_their_required_values";

    private const string Cosmos = "Microsoft.DocumentDB/databaseAccounts";
    private const string Storage = "Microsoft.Storage/storageAccounts";
    private const string Queue = "Microsoft.ServiceBus/namespaces/queues";
    private const string Vault = "Microsoft.KeyVault/vaults";
    private const string Site = "Microsoft.Web/sites";
    private const string Archive = "Archive__blobServiceUri";
    private const string Runtime = "properties.functionAppConfig.runtime";

    /// <summary>The longest duration in Service Bus, and its default.</summary>
    private const string Forever = "P10675199DT2H48M5.4775807S";

    public static ImmutableArray<RequiredProperty> Table { get; } =
    [
        new(
            Cosmos,
            "properties.consistencyPolicy.defaultConsistencyLevel",
            ["BoundedStaleness"],
            "with a weaker level, a redemption may not see points that were just earned"
        ),
        new(Cosmos, "properties.enableMultipleWriteLocations", ["false"], "two regions could spend the same points"),
        new(Cosmos, "properties.backupPolicy.type", ["Continuous"], "a mistake must be undone to the second"),
        new(
            $"{Cosmos}/sqlDatabases/containers",
            "properties.resource.partitionKey.kind",
            ["Hash"],
            "the code reads by a single key"
        ),
        new(Storage, "properties.supportsHttpsTrafficOnly", ["true"], "files could be read in transit"),
        new(Storage, "properties.immutableStorageWithVersioning.enabled", ["true"], "statements could be overwritten")
        {
            Setting = Archive,
        },
        new(
            Storage,
            "properties.immutableStorageWithVersioning.immutabilityPolicy.state",
            ["Unlocked", "Locked"],
            "a disabled policy protects nothing"
        )
        {
            Setting = Archive,
        },
        new($"{Storage}/blobServices", "properties.isVersioningEnabled", ["true"], "retention needs versions")
        {
            Setting = Archive,
        },
        new(
            Queue,
            "properties.defaultMessageTimeToLive",
            [RequiredProperty.Unset, Forever],
            "waiting purchases would be lost"
        ),
        new(Queue, "properties.autoDeleteOnIdle", [RequiredProperty.Unset, Forever], "an idle queue would be deleted"),
        new(Queue, "properties.deadLetteringOnMessageExpiration", ["true"], "a message that expires would be lost"),
        new(Vault, "properties.enablePurgeProtection", ["true"], "deleted keys of the gateways could not be restored"),
        new(Site, $"{Runtime}.name", ["dotnet-isolated"], "the app is built for it"),
        new(Site, $"{Runtime}.version", [CodeNames.Framework], "the app is built for it"),
        new(Site, "properties.siteConfig.ftpsState", ["Disabled"], "the app is never deployed by FTP"),
        new("Microsoft.Insights/scheduledQueryRules", "properties.enabled", ["true"], "a disabled alert never fires"),
        new("Microsoft.Insights/metricAlerts", "properties.enabled", ["true"], "a disabled alert never fires"),
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
