using Points.Infra.Tests.Rules;

namespace Points.Infra.Tests.Mutations;

/// <summary>Mutations that break the rules of <see cref="OrderRules"/>.</summary>
internal static class OrderMutations
{
    private const string ExistingFirst = "Existing_resources_are_created_before_they_are_used";
    private const string Main = "infra/main.bicep";

    public static ImmutableArray<Mutation> All =>
        [
            new(
                "settings are set before the app exists",
                ExistingFirst,
                Main,
                "  dependsOn: [functions]\n",
                Replacement: "",
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
                Replacement: "",
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
                Replacement: "",
                "app does not wait for privateEndpoints"
            ),
        ];
}
