namespace Points.Infra.Tests.Mutations;

/// <summary>Bicep text that mutations add to assign roles.</summary>
internal static class RoleSnippets
{
    /// <summary>A resource that assigns a role.</summary>
    public static string Assignment(string scope, string principal, string role) =>
        "resource more 'Microsoft.Authorization/roleAssignments@2022-04-01' = {\n"
        + $"  name: guid(vault.id)\n  scope: {scope}\n  properties: {{\n    principalId: {principal}\n"
        + $"    roleDefinitionId: {Role($"'{role}'")}\n  }}\n}}\n";

    /// <summary>The expression for the id of a role.</summary>
    public static string Role(string id) => $"subscriptionResourceId('Microsoft.Authorization/roleDefinitions', {id})";
}
