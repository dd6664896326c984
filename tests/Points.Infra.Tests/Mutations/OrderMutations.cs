namespace Points.Infra.Tests.Mutations;

internal static class OrderMutations
{
    private const string Found = "What_a_template_finds_is_made_before_it";
    private const string Main = "infra/main.bicep";
    private const string Prod = "infra/main.prod.bicepparam";
    private const string Production = "Production_is_locked_closed_and_spread_over_zones";
    private const string Locks = "Locks_are_on_everything_that_holds_data";
    private const string Lock = "'Microsoft.Authorization/locks@2020-05-01' = if (lock.kind != 'None') {";

    public static ImmutableArray<Mutation> All =>
        [
            new(
                "settings are given before there is an app",
                Found,
                Main,
                "  dependsOn: [functions]\n",
                "",
                "app of modules/app-settings.bicep needs app of modules/functions.bicep"
            ),
            new(
                "roles are given before there is an identity",
                Found,
                Main,
                "    lock: dataLock\n  }\n  dependsOn: [identity]\n",
                "    lock: dataLock\n  }\n",
                "appIdentity of modules/monitoring.bicep needs identity of modules/identity.bicep"
            ),
            new(
                "merchants may post before there is a queue",
                Found,
                "infra/modules/service-bus.bicep",
                "    dependsOn: [queues]\n",
                "",
                "merchantsSend of modules/service-bus.bicep needs queues"
            ),
            new(
                "settings are given to an app that nobody makes",
                Found,
                Main,
                "functionAppName: names.functionApp",
                "functionAppName: names.plan",
                "app (Microsoft.Web/sites) is to be there already"
            ),
            new(
                "the app starts before its package can be read",
                "What_is_needed_without_being_named_is_made_first",
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
                "production is open",
                Production,
                Prod,
                "param privateNetworking = true",
                "param privateNetworking = false",
                "privateNetworking is false and not true"
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
                "the archive is not told of locks",
                Locks,
                Main,
                "    lock: dataLock\n    workspaceResourceId: monitoring.outputs.resourceId\n  }\n  dependsOn: [identity]\n}\n\nmodule cosmos",
                "    workspaceResourceId: monitoring.outputs.resourceId\n  }\n  dependsOn: [identity]\n}\n\nmodule cosmos",
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
                "locks stop deployments",
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
