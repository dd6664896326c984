using Points.Infra.Tests.Rules;
using static Points.Infra.Tests.Mutations.RoleSnippets;

namespace Points.Infra.Tests.Mutations;

/// <summary>Mutations that break the rules of <see cref="OtherPrincipalRules"/>.</summary>
internal static class OtherPrincipalMutations
{
    private const string IntendedRoles = "Other_principals_have_exactly_the_intended_roles";
    private const string Vault = "infra/modules/key-vault.bicep";
    private const string Bus = "infra/modules/service-bus.bicep";

    public static ImmutableArray<Mutation> All =>
        [
            new(
                "other principals get the merchants' role",
                IntendedRoles,
                "infra/main.bicep",
                "merchantSenders: merchantSenders",
                "merchantSenders: alertEmails",
                "gives item(param alertEmails) the role"
            ),
            new(
                "merchants post to the whole namespace",
                IntendedRoles,
                Bus,
                "scope: merchantEvents",
                "scope: namespace",
                "gives item(param merchantSenders) the role 69a216fc-b8fb-44d8-bc22-1f3c2cd27a39 on namespace"
            ),
            new(
                "merchants post to all queues of the resource group",
                IntendedRoles,
                Bus,
                "    scope: merchantEvents\n",
                Replacement: "",
                "on more than one resource"
            ),
            new(
                "merchants post to the app's own queue",
                IntendedRoles,
                Bus,
                "name: 'merchant-events'",
                "name: 'settlement'",
                "Microsoft.ServiceBus/namespaces/queues, 'settlement'"
            ),
            new(
                "merchants receive messages",
                IntendedRoles,
                Bus,
                "'A merchant posts purchases and refunds to this queue.'\n      principalId: merchant\n"
                    + $"      roleDefinitionId: {Role("serviceBusDataSenderRoleId")}",
                $"''\n      principalId: merchant\n      roleDefinitionId: {Role("serviceBusDataReceiverRoleId")}",
                "the role 4f6d3b9b-027b-4f4c-9142-0e5a2a2247e0"
            ),
            new(
                "merchants may not post",
                IntendedRoles,
                Bus,
                "      principalId: merchant\n",
                "      principalId: appIdentity.id\n",
                "merchantSenders has no role Azure Service Bus Data Sender"
            ),
            new(
                "the operator sets secrets in the whole resource group",
                IntendedRoles,
                Vault,
                "keyVaultSecretsOfficerRoleId)\n  scope: vault",
                "keyVaultSecretsOfficerRoleId)\n  scope: resourceGroup()",
                "gives param operatorPrincipalId the role b86a8fe4-44ce-4948-aee5-eccb2c155cd7 on more than one"
            ),
            new(
                "the operator has a role for blobs",
                IntendedRoles,
                Vault,
                Original: "",
                Assignment("vault", "operatorPrincipalId", "ba92f5b4-2d11-453d-a403-e96b0029c9fe"),
                "the role ba92f5b4-2d11-453d-a403-e96b0029c9fe on vault"
            ),
            new(
                "a stranger reads secrets",
                IntendedRoles,
                Vault,
                Original: "",
                Assignment("vault", "subscription().subscriptionId", "4633458b-17de-408a-b874-0445c86b69e6"),
                "the role 4633458b-17de-408a-b874-0445c86b69e6 on vault"
            ),
            new(
                "an unreadable role is assigned",
                IntendedRoles,
                Vault,
                Original: "",
                Assignment("vault", "operatorPrincipalId", "${name}"),
                "the role  on vault"
            ),
        ];
}
