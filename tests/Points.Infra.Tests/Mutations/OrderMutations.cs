namespace Points.Infra.Tests.Mutations;

internal static class OrderMutations
{
    private const string ExistingFirst = "Existing_resources_are_created_before_they_are_used";
    private const string Main = "infra/main.bicep";
    private const string Prod = "infra/main.prod.bicepparam";
    private const string Production = "Production_is_locked_private_and_zone_redundant";
    private const string Locks = "Every_resource_that_holds_data_has_a_lock";
    private const string EndOfArchive =
        "    workspaceResourceId: monitoring.outputs.resourceId\n  }\n  dependsOn: [identity]\n}\n\nmodule cosmos";
    private const string Lock = "'Microsoft.Authorization/locks@2020-05-01' = if (lock.kind != 'None') {";

    public static ImmutableArray<Mutation> All =>
        [
            new(
                "settings are set before the app exists",
                ExistingFirst,
                Main,
                "  dependsOn: [functions]\n",
                "",
                "app of modules/app-settings.bicep needs app of modules/functions.bicep"
            ),
            new(
                "roles are assigned before the identity exists",
                ExistingFirst,
                Main,
                "    lock: dataLock\n  }\n  dependsOn: [identity]\n",
                "    lock: dataLock\n  }\n",
                "appIdentity of modules/monitoring.bicep needs identity of modules/identity.bicep"
            ),
            new(
                "merchants may post before the queue exists",
                ExistingFirst,
                "infra/modules/service-bus.bicep",
                "    dependsOn: [queues]\n",
                "",
                "merchantsSend of modules/service-bus.bicep needs queues"
            ),
            new(
                "settings are set on an app that no template creates",
                ExistingFirst,
                Main,
                "functionAppName: names.functionApp",
                "functionAppName: names.plan",
                "app (Microsoft.Web/sites) is declared as existing"
            ),
            new(
                "the app starts before its package can be read",
                "Implicit_dependencies_are_created_first",
                Main,
                "  dependsOn: [privateEndpoints]\n",
                "",
                "app does not wait for privateEndpoints"
            ),
            new(
                "production is not locked",
                Production,
                Prod,
                "param locks = true",
                "param locks = false",
                "infra/main.prod.bicepparam("
            ),
            new(
                "production is open to the internet",
                Production,
                Prod,
                "param privateNetworking = true",
                "param privateNetworking = false",
                "privateNetworking is false instead of true"
            ),
            new(
                "production is in one zone",
                Production,
                Prod,
                "param zoneRedundant = true\n",
                "",
                "zoneRedundant is not set"
            ),
            new(
                "the archive does not get the locks parameter",
                Locks,
                Main,
                "    lock: dataLock\n" + EndOfArchive,
                EndOfArchive,
                "no lock against deletion is on account (Microsoft.Storage/storageAccounts)"
            ),
            new(
                "a lock is on another resource",
                Locks,
                "infra/modules/cosmos.bicep",
                "-lock'\n  scope: account",
                "-lock'\n  scope: database",
                "no lock against deletion is on account (Microsoft.DocumentDB/databaseAccounts)"
            ),
            new(
                "a lock depends on something else",
                Locks,
                "infra/modules/key-vault.bicep",
                Lock,
                Lock.Replace("!= 'None'", "!= 'None' && !empty(operatorPrincipalId)", StringComparison.Ordinal),
                "no lock against deletion is on vault"
            ),
            new(
                "locks are read-only",
                Locks,
                Main,
                "locks ? 'CanNotDelete'",
                "locks ? 'ReadOnly'",
                "no lock against deletion is on workspace"
            ),
            new(
                "a lock forbids nothing",
                Locks,
                Main,
                "locks ? 'CanNotDelete' : 'None'",
                "locks ? 'None' : 'CanNotDelete'",
                "no lock against deletion is on workspace"
            ),
        ];
}
