using Points.Infra.Tests.Rules;

namespace Points.Infra.Tests.Mutations;

/// <summary>Mutations that break the rules of <see cref="ProductionRules"/>.</summary>
internal static class ProductionMutations
{
    private const string Production = "Production_is_locked_private_and_zone_redundant";
    private const string Locks = "Every_resource_that_holds_data_has_a_lock";
    private const string Main = "infra/main.bicep";
    private const string Prod = "infra/main.prod.bicepparam";
    private const string EndOfArchive =
        "    workspaceResourceId: monitoring.outputs.resourceId\n  }\n  dependsOn: [identity]\n}\n\nmodule cosmos";
    private const string Lock = "'Microsoft.Authorization/locks@2020-05-01' = if (lock.kind != 'None') {";

    public static ImmutableArray<Mutation> All =>
        [
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
                Replacement: "",
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
