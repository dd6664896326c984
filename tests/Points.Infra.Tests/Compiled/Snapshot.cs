using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Points.Infra.Tests.Compiled;

/// <summary>The predicted resources of a deployment.</summary>
internal sealed partial class Snapshot(JsonNode json)
{
    public IEnumerable<JsonNode> Resources => json["predictedResources"]!.AsArray().OfType<JsonNode>();

    public IEnumerable<JsonNode> ResourcesOf(string type) =>
        Resources.Where(resource => Text(resource, "type") == type);

    /// <summary>The app settings by name.</summary>
    public ImmutableDictionary<string, string> Settings =>
        ResourcesOf("Microsoft.Web/sites/config")
            .Single(config => Text(config, "name").EndsWith("/appsettings", StringComparison.Ordinal))["properties"]!
            .AsObject()
            .ToImmutableDictionary(
                setting => setting.Key,
                setting => (string)setting.Value!,
                StringComparer.OrdinalIgnoreCase
            );

    /// <summary>The role assignments: the resource, the role and the principal.</summary>
    public IEnumerable<(string On, string Role, string To)> Roles =>
        from resource in Resources
        let type = Text(resource, "type")
        where
            type
                is "Microsoft.Authorization/roleAssignments"
                    or "Microsoft.DocumentDB/databaseAccounts/sqlRoleAssignments"
        let properties = resource["properties"]!
        // Data-plane roles of Cosmos DB name their scope in their own property.
        let place = type.StartsWith("Microsoft.A", StringComparison.Ordinal)
            ? Text(resource, "id").Split("/providers/Microsoft.Authorization/")[0]
            : Text(properties, "scope")
        select (place, Text(properties, "roleDefinitionId").Split('/')[^1], Text(properties, "principalId"));

    /// <summary>The resource in an expression such as <c>[reference('/subscriptions/…').endpoint]</c>.</summary>
    public static string ResourceIn(string expression) =>
        Ids().Match(expression) is { Success: true } match ? match.Value : "";

    public static string Text(JsonNode resource, string name) => (string?)resource[name] ?? "";

    [GeneratedRegex("/subscriptions/[^']+", RegexOptions.None, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Ids();
}
