namespace Points.Infra.Tests.Mutations;

internal static class AccessMutations
{
    private const string Needed = "The_app_has_every_role_that_its_code_needs";
    private const string Needless = "The_app_has_no_role_that_its_code_does_not_need";
    private const string Vault = "infra/modules/key-vault.bicep";
    private const string Bus = "infra/modules/service-bus.bicep";

    public static ImmutableArray<Mutation> All => [
        new("the app may not send to a queue that it sends to", Needed, Bus, "'wallet-expiry', 'notices']", "'wallet-expiry']", "Azure Service Bus Data Sender (69a216fc-b8fb-44d8-bc22-1f3c2cd27a39) on 'notices'"),
        new("a role is given to somebody else", Needed, "infra/modules/archive.bicep", "principalId: appIdentity.properties.principalId", "principalId: subscription().subscriptionId", "Storage Blob Data Contributor"),
        new("a role is given under a condition", Needed, Vault, "resource appReadsSecrets 'Microsoft.Authorization/roleAssignments@2022-04-01' = {", "resource appReadsSecrets 'Microsoft.Authorization/roleAssignments@2022-04-01' = if (!empty(tags)) {", "Key Vault Secrets User"),
        new("the host's storage has one role less", Needed, "infra/modules/storage.bicep", Host("storageTableDataContributorRoleId", "table"), "", "Storage Table Data Contributor"),
        new("the app may send to a queue that only merchants send to", Needless, Bus, "'wallet-expiry', 'notices']", "'wallet-expiry', 'notices', 'merchant-events']", "69a216fc-b8fb-44d8-bc22-1f3c2cd27a39"),
        new("the app owns the vault", Needless, Vault, "", Assignment("vault", "appIdentity.properties.principalId", "8e3af657-a8ff-443c-a75c-2fe8c4bcb635"), "gives Owner"),
        new("the app sets secrets", Needless, Vault, "", Assignment("vault", "appIdentity.properties.principalId", "b86a8fe4-44ce-4948-aee5-eccb2c155cd7"), "b86a8fe4-44ce-4948-aee5-eccb2c155cd7"),
        new("the app reads the vault's secrets from the whole resource group", Needless, Vault, "", Assignment("resourceGroup()", "appIdentity.properties.principalId", "4633458b-17de-408a-b874-0445c86b69e6"), "4633458b-17de-408a-b874-0445c86b69e6"),
        new("the operator owns the vault", Needless, Vault, "", Assignment("vault", "operatorPrincipalId", "b24988ac-6180-42a0-ab88-20f7382dd24c"), "gives Contributor"),
        new("the app is another identity to Cosmos DB", "The_app_asks_for_tokens_as_the_identity_that_it_has", "infra/modules/app-settings.bicep", "Cosmos__clientId: identityClientId", "Cosmos__clientId: authAudience", "Cosmos__clientId is"),
    ];

    private static string Assignment(string scope, string principal, string role) =>
        $"resource more 'Microsoft.Authorization/roleAssignments@2022-04-01' = {{\n  name: guid(vault.id)\n  scope: {scope}\n  properties: {{\n    principalId: {principal}\n    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', '{role}')\n  }}\n}}\n";

    private static string Host(string role, string kept) => $"  {{\n    roleId: {role}\n    why: 'The Functions host keeps its diagnostic events in a {kept}.'\n  }}\n";
}
