using Points.Infra.Tests.Rules;
using static Points.Infra.Tests.Mutations.RoleSnippets;

namespace Points.Infra.Tests.Mutations;

/// <summary>Mutations that break the rules of <see cref="AccessRules"/>.</summary>
internal static class AccessMutations
{
    private const string Needed = "The_app_has_every_role_that_its_code_needs";
    private const string Needless = "The_app_has_no_role_that_its_code_does_not_need";
    private const string PlatformIdentity = "The_platform_fetches_keys_and_the_package_as_the_apps_identity";
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
                "a role is assigned to the client id of the identity",
                Needed,
                "infra/modules/archive.bicep",
                "principalId: appIdentity.properties.principalId",
                "principalId: appIdentity.properties.clientId",
                "Storage Blob Data Contributor"
            ),
            new(
                "a role is assigned under a condition",
                Needed,
                Vault,
                "resource appReadsSecrets 'Microsoft.Authorization/roleAssignments@2022-04-01' = {",
                "resource appReadsSecrets 'Microsoft.Authorization/roleAssignments@2022-04-01' = if (!empty(tags)) {",
                "Key Vault Secrets User"
            ),
            new(
                "the host's storage lacks a role",
                Needed,
                "infra/modules/storage.bicep",
                Host("storageTableDataContributorRoleId", "table"),
                Replacement: "",
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
                Original: "",
                Assignment("vault", "appIdentity.properties.principalId", "8e3af657-a8ff-443c-a75c-2fe8c4bcb635"),
                "gives Owner"
            ),
            new(
                "the app sets secrets",
                Needless,
                Vault,
                Original: "",
                Assignment("vault", "appIdentity.properties.principalId", "b86a8fe4-44ce-4948-aee5-eccb2c155cd7"),
                "b86a8fe4-44ce-4948-aee5-eccb2c155cd7"
            ),
            new(
                "the app reads the vault's secrets from the whole resource group",
                Needless,
                Vault,
                Original: "",
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
                Original: "",
                Assignment("vault", "operatorPrincipalId", "b24988ac-6180-42a0-ab88-20f7382dd24c"),
                "gives Contributor"
            ),
            new(
                "a key comes from another vault",
                Needed,
                "infra/modules/app-settings.bicep",
                "SecretUri=${keyVaultUri}secrets/sms",
                "SecretUri=${authAuthority}secrets/sms",
                "that Notices__Sms__SigningKey names"
            ),
            new(
                "the app receives messages from the whole namespace",
                Needless,
                Bus,
                Original: "",
                Assignment("namespace", "appIdentity.properties.principalId", "4f6d3b9b-027b-4f4c-9142-0e5a2a2247e0"),
                "the role 4f6d3b9b-027b-4f4c-9142-0e5a2a2247e0 on serviceBus/namespace"
            ),
            new(
                "the app writes all blobs of the archive's account",
                Needless,
                "infra/modules/archive.bicep",
                Original: "",
                Assignment("account", "appIdentity.properties.principalId", "ba92f5b4-2d11-453d-a403-e96b0029c9fe"),
                "the role ba92f5b4-2d11-453d-a403-e96b0029c9fe on archive/account"
            ),
            new(
                "the app sends from the whole resource group",
                Needless,
                Bus,
                Original: "",
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
                Original: "",
                "resource more 'Microsoft.DocumentDB/databaseAccounts/sqlRoleAssignments@2025-04-15' = {\n"
                    + "  parent: account\n  name: guid(account.id)\n  properties: {\n"
                    + "    principalId: appIdentity.properties.principalId\n"
                    + "    roleDefinitionId: "
                    + "'${account.id}/sqlRoleDefinitions/00000000-0000-0000-0000-000000000002'\n"
                    + "    scope: account.id\n  }\n}\n",
                "on cosmos/account"
            ),
            new(
                "keys are fetched without the app's identity",
                PlatformIdentity,
                App,
                "    keyVaultReferenceIdentity: identityResourceId\n",
                Replacement: "",
                "keyVaultReferenceIdentity of app is not set"
            ),
            new(
                "the package is fetched as another identity",
                PlatformIdentity,
                App,
                "userAssignedIdentityResourceId: identityResourceId",
                "userAssignedIdentityResourceId: plan.id",
                "userAssignedIdentityResourceId of app is"
            ),
            new(
                "the app uses another identity for Cosmos DB",
                "The_app_requests_tokens_as_its_own_identity",
                "infra/modules/app-settings.bicep",
                "Cosmos__clientId: identityClientId",
                "Cosmos__clientId: authAudience",
                "Cosmos__clientId is"
            ),
        ];

    private static string Host(string role, string kept) =>
        $"  {{\n    roleId: {role}\n    why: 'The Functions host keeps its diagnostic events in a {kept}.'\n  }}\n";
}
