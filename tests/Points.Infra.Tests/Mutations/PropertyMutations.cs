using Points.Infra.Tests.Rules;

namespace Points.Infra.Tests.Mutations;

/// <summary>Mutations that break the rows of <see cref="PropertyRules.Table"/>, at least one per row.</summary>
internal static class PropertyMutations
{
    private const string Rule = PropertyRules.Name;
    private const string Cosmos = "infra/modules/cosmos.bicep";
    private const string Archive = "infra/modules/archive.bicep";
    private const string Bus = "infra/modules/service-bus.bicep";
    private const string App = "infra/modules/functions.bicep";
    private const string Retention = "properties.immutableStorageWithVersioning";
    private const string Expiry = "deadLetteringOnMessageExpiration: true\n";

    public static ImmutableArray<Mutation> All =>
        [
            new(
                "instances may not see each other's writes",
                Rule,
                Cosmos,
                "'BoundedStaleness'",
                "'Session'",
                ExpectedMessage(
                    "properties.consistencyPolicy.defaultConsistencyLevel",
                    "account",
                    "Microsoft.DocumentDB/databaseAccounts"
                )
            ),
            new(
                "two regions are written to",
                Rule,
                Cosmos,
                "enableMultipleWriteLocations: false",
                "enableMultipleWriteLocations: zoneRedundant",
                ExpectedMessage(
                    "properties.enableMultipleWriteLocations",
                    "account",
                    "Microsoft.DocumentDB/databaseAccounts"
                )
            ),
            new(
                "backups are periodic",
                Rule,
                Cosmos,
                "type: 'Continuous'",
                "type: 'Periodic'",
                ExpectedMessage("properties.backupPolicy.type", "account", "Microsoft.DocumentDB/databaseAccounts")
            ),
            new(
                "containers have several partition keys",
                Rule,
                Cosmos,
                "kind: 'Hash'",
                "kind: 'MultiHash'",
                ExpectedMessage(
                    "properties.resource.partitionKey.kind",
                    "containers",
                    "Microsoft.DocumentDB/databaseAccounts/sqlDatabases/containers"
                )
            ),
            new(
                "the archive allows HTTP",
                Rule,
                Archive,
                "supportsHttpsTrafficOnly: true",
                "supportsHttpsTrafficOnly: false",
                ExpectedMessage("properties.supportsHttpsTrafficOnly", "account", "Microsoft.Storage/storageAccounts")
            ),
            new(
                "the host's storage does not forbid HTTP",
                Rule,
                "infra/modules/storage.bicep",
                "    supportsHttpsTrafficOnly: true\n",
                Replacement: "",
                "supportsHttpsTrafficOnly of account (Microsoft.Storage/storageAccounts) is not set"
            ),
            new(
                "the archive can be overwritten",
                Rule,
                Archive,
                "    immutableStorageWithVersioning: {\n      enabled: true",
                "    immutableStorageWithVersioning: {\n      enabled: lockImmutability",
                ExpectedMessage($"{Retention}.enabled", "account", "Microsoft.Storage/storageAccounts")
            ),
            new(
                "the archive's policy is disabled until it is locked",
                Rule,
                Archive,
                "'Locked' : 'Unlocked'",
                "'Locked' : 'Disabled'",
                ExpectedMessage($"{Retention}.immutabilityPolicy.state", "account", "Microsoft.Storage/storageAccounts")
            ),
            new(
                "the archive has no versions",
                Rule,
                Archive,
                "isVersioningEnabled: true",
                "isVersioningEnabled: false",
                ExpectedMessage(
                    "properties.isVersioningEnabled",
                    "blobs",
                    "Microsoft.Storage/storageAccounts/blobServices"
                )
            ),
            new(
                "waiting messages expire",
                Rule,
                Bus,
                Expiry,
                $"{Expiry}      defaultMessageTimeToLive: 'P1D'\n",
                ExpectedMessage(
                    "properties.defaultMessageTimeToLive",
                    "queues",
                    "Microsoft.ServiceBus/namespaces/queues"
                )
            ),
            new(
                "idle queues are deleted",
                Rule,
                Bus,
                Expiry,
                $"{Expiry}      autoDeleteOnIdle: 'PT5M'\n",
                ExpectedMessage("properties.autoDeleteOnIdle", "queues", "Microsoft.ServiceBus/namespaces/queues")
            ),
            new(
                "expired messages are dropped",
                Rule,
                Bus,
                Expiry,
                "deadLetteringOnMessageExpiration: false\n",
                ExpectedMessage(
                    "properties.deadLetteringOnMessageExpiration",
                    "queues",
                    "Microsoft.ServiceBus/namespaces/queues"
                )
            ),
            new(
                "the vault can be purged",
                Rule,
                "infra/modules/key-vault.bicep",
                "    enablePurgeProtection: true\n",
                Replacement: "",
                ExpectedMessage("properties.enablePurgeProtection", "vault", "Microsoft.KeyVault/vaults")
            ),
            new(
                "the runtime is another",
                Rule,
                App,
                "name: 'dotnet-isolated'",
                "name: 'dotnet'",
                ExpectedMessage("properties.functionAppConfig.runtime.name", "app", "Microsoft.Web/sites")
            ),
            new(
                "the runtime is older",
                Rule,
                App,
                "version: '10.0'",
                "version: '9.0'",
                ExpectedMessage("properties.functionAppConfig.runtime.version", "app", "Microsoft.Web/sites")
            ),
            new(
                "the app allows FTP",
                Rule,
                App,
                "ftpsState: 'Disabled'",
                "ftpsState: 'AllAllowed'",
                ExpectedMessage("properties.siteConfig.ftpsState", "app", "Microsoft.Web/sites")
            ),
            new(
                "a log alert is disabled under a condition",
                Rule,
                "infra/modules/log-alerts.bicep",
                "enabled: true",
                "enabled: !empty(tags)",
                ExpectedMessage("properties.enabled", "logAlertRules", "Microsoft.Insights/scheduledQueryRules")
            ),
            new(
                "a metric alert is disabled",
                Rule,
                "infra/modules/metric-alerts.bicep",
                "enabled: true",
                "enabled: false",
                ExpectedMessage("properties.enabled", "deadLetters", "Microsoft.Insights/metricAlerts")
            ),
        ];

    private static string ExpectedMessage(string path, string symbol, string type) =>
        $"{path} of {symbol} ({type}) is ";
}
