namespace Points.Infra.Tests.Mutations;

internal static class AccessMutations
{
    private const string Needed = "The_app_has_every_role_that_its_code_needs";
    private const string Needless = "The_app_has_no_role_that_its_code_does_not_need";
    private const string Others = "Others_than_the_app_may_do_what_is_meant_for_them_and_nothing_else";
    private const string Fetching = "What_the_platform_fetches_for_the_app_it_fetches_as_the_apps_identity";
    private const string App = "infra/modules/functions.bicep";
    private const string Vault = "infra/modules/key-vault.bicep";
    private const string Bus = "infra/modules/service-bus.bicep";

    public static ImmutableArray<Mutation> All =>
        [
            new(
                "the app may not send to a queue that it sends to",
                Needed,
                Bus,
                "'wallet-expiry', 'notices']",
                "'wallet-expiry']",
                "Azure Service Bus Data Sender (69a216fc-b8fb-44d8-bc22-1f3c2cd27a39) on 'notices'"
            ),
            new(
                "a role is given to the identity's other id",
                Needed,
                "infra/modules/archive.bicep",
                "principalId: appIdentity.properties.principalId",
                "principalId: appIdentity.properties.clientId",
                "Storage Blob Data Contributor"
            ),
            new(
                "a role is given under a condition",
                Needed,
                Vault,
                "resource appReadsSecrets 'Microsoft.Authorization/roleAssignments@2022-04-01' = {",
                "resource appReadsSecrets 'Microsoft.Authorization/roleAssignments@2022-04-01' = if (!empty(tags)) {",
                "Key Vault Secrets User"
            ),
            new(
                "the host's storage has one role less",
                Needed,
                "infra/modules/storage.bicep",
                Host("storageTableDataContributorRoleId", "table"),
                "",
                "Storage Table Data Contributor"
            ),
            new(
                "the app may send to a queue that only merchants send to",
                Needless,
                Bus,
                "'wallet-expiry', 'notices']",
                "'wallet-expiry', 'notices', 'merchant-events']",
                "69a216fc-b8fb-44d8-bc22-1f3c2cd27a39"
            ),
            new(
                "the app owns the vault",
                Needless,
                Vault,
                "",
                Assignment("vault", "appIdentity.properties.principalId", "8e3af657-a8ff-443c-a75c-2fe8c4bcb635"),
                "gives Owner"
            ),
            new(
                "the app sets secrets",
                Needless,
                Vault,
                "",
                Assignment("vault", "appIdentity.properties.principalId", "b86a8fe4-44ce-4948-aee5-eccb2c155cd7"),
                "b86a8fe4-44ce-4948-aee5-eccb2c155cd7"
            ),
            new(
                "the app reads the vault's secrets from the whole resource group",
                Needless,
                Vault,
                "",
                Assignment(
                    "resourceGroup()",
                    "appIdentity.properties.principalId",
                    "4633458b-17de-408a-b874-0445c86b69e6"
                ),
                "4633458b-17de-408a-b874-0445c86b69e6"
            ),
            new(
                "the operator owns the vault",
                Needless,
                Vault,
                "",
                Assignment("vault", "operatorPrincipalId", "b24988ac-6180-42a0-ab88-20f7382dd24c"),
                "gives Contributor"
            ),
            new(
                "a key is asked of another vault",
                Needed,
                "infra/modules/app-settings.bicep",
                "SecretUri=${keyVaultUri}secrets/sms",
                "SecretUri=${authAuthority}secrets/sms",
                "that Notices__Sms__SigningKey leads to"
            ),
            new(
                "the app takes messages from the whole namespace",
                Needless,
                Bus,
                "",
                Assignment("namespace", "appIdentity.properties.principalId", "4f6d3b9b-027b-4f4c-9142-0e5a2a2247e0"),
                "the role 4f6d3b9b-027b-4f4c-9142-0e5a2a2247e0 on serviceBus/namespace"
            ),
            new(
                "the app writes all files of the archive's account",
                Needless,
                "infra/modules/archive.bicep",
                "",
                Assignment("account", "appIdentity.properties.principalId", "ba92f5b4-2d11-453d-a403-e96b0029c9fe"),
                "the role ba92f5b4-2d11-453d-a403-e96b0029c9fe on archive/account"
            ),
            new(
                "the app sends from the whole resource group",
                Needless,
                Bus,
                "",
                Assignment(
                    "resourceGroup()",
                    "appIdentity.properties.principalId",
                    "69a216fc-b8fb-44d8-bc22-1f3c2cd27a39"
                ),
                "69a216fc-b8fb-44d8-bc22-1f3c2cd27a39"
            ),
            new(
                "the app reads all databases of the account",
                Needless,
                "infra/modules/cosmos.bicep",
                "",
                "resource more 'Microsoft.DocumentDB/databaseAccounts/sqlRoleAssignments@2025-04-15' = {\n  parent: account\n  name: guid(account.id)\n  properties: {\n    principalId: appIdentity.properties.principalId\n    roleDefinitionId: '${account.id}/sqlRoleDefinitions/00000000-0000-0000-0000-000000000002'\n    scope: account.id\n  }\n}\n",
                "on cosmos/account"
            ),
            new(
                "others are taken for merchants",
                Others,
                "infra/main.bicep",
                "merchantSenders: merchantSenders",
                "merchantSenders: alertEmails",
                "gives item(param alertEmails) the role"
            ),
            new(
                "merchants post to the whole namespace",
                Others,
                Bus,
                "scope: merchantEvents",
                "scope: namespace",
                "gives item(param merchantSenders) the role 69a216fc-b8fb-44d8-bc22-1f3c2cd27a39 on namespace"
            ),
            new(
                "merchants post to whatever there is",
                Others,
                Bus,
                "    scope: merchantEvents\n",
                "",
                "on more than one resource"
            ),
            new(
                "merchants post to the app's own queue",
                Others,
                Bus,
                "name: 'merchant-events'",
                "name: 'settlement'",
                "Microsoft.ServiceBus/namespaces/queues, 'settlement'"
            ),
            new(
                "merchants take messages",
                Others,
                Bus,
                "'A merchant posts purchases and refunds to this queue.'\n      principalId: merchant\n      roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', serviceBusDataSenderRoleId)",
                "''\n      principalId: merchant\n      roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', serviceBusDataReceiverRoleId)",
                "the role 4f6d3b9b-027b-4f4c-9142-0e5a2a2247e0"
            ),
            new(
                "merchants may not post",
                Others,
                Bus,
                "      principalId: merchant\n",
                "      principalId: appIdentity.id\n",
                "merchantSenders have no role Azure Service Bus Data Sender"
            ),
            new(
                "the operator sets secrets all over the resource group",
                Others,
                Vault,
                "keyVaultSecretsOfficerRoleId)\n  scope: vault",
                "keyVaultSecretsOfficerRoleId)\n  scope: resourceGroup()",
                "gives param operatorPrincipalId the role b86a8fe4-44ce-4948-aee5-eccb2c155cd7 on more than one resource"
            ),
            new(
                "the operator reads the archive",
                Others,
                "infra/modules/key-vault.bicep",
                "",
                Assignment("vault", "operatorPrincipalId", "ba92f5b4-2d11-453d-a403-e96b0029c9fe"),
                "the role ba92f5b4-2d11-453d-a403-e96b0029c9fe on vault"
            ),
            new(
                "a stranger reads secrets",
                Others,
                Vault,
                "",
                Assignment("vault", "subscription().subscriptionId", "4633458b-17de-408a-b874-0445c86b69e6"),
                "the role 4633458b-17de-408a-b874-0445c86b69e6 on vault"
            ),
            new(
                "a role is given that cannot be read",
                Others,
                Vault,
                "",
                Assignment("vault", "operatorPrincipalId", "${name}"),
                "the role  on vault"
            ),
            new(
                "keys are fetched as no identity that the app has",
                Fetching,
                App,
                "    keyVaultReferenceIdentity: identityResourceId\n",
                "",
                "keyVaultReferenceIdentity of app is not set"
            ),
            new(
                "the package is fetched as another identity",
                Fetching,
                App,
                "userAssignedIdentityResourceId: identityResourceId",
                "userAssignedIdentityResourceId: plan.id",
                "userAssignedIdentityResourceId of app is"
            ),
            new(
                "the app is another identity to Cosmos DB",
                "The_app_asks_for_tokens_as_the_identity_that_it_has",
                "infra/modules/app-settings.bicep",
                "Cosmos__clientId: identityClientId",
                "Cosmos__clientId: authAudience",
                "Cosmos__clientId is"
            ),
        ];

    private static string Assignment(string scope, string principal, string role) =>
        $"resource more 'Microsoft.Authorization/roleAssignments@2022-04-01' = {{\n  name: guid(vault.id)\n  scope: {scope}\n  properties: {{\n    principalId: {principal}\n    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', '{role}')\n  }}\n}}\n";

    private static string Host(string role, string kept) =>
        $"  {{\n    roleId: {role}\n    why: 'The Functions host keeps its diagnostic events in a {kept}.'\n  }}\n";
}
