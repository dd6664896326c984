using System.Text.RegularExpressions;
using Points.Infra.Tests.Templates;

namespace Points.Infra.Tests.Rules;

/// <summary>Finds the role assignments of the templates, and the identity of the app.</summary>
internal static partial class RoleAssignments
{
    private const string Identity = "Microsoft.ManagedIdentity/userAssignedIdentities";

    public static List<RoleAssignment> All(TemplateFolder folder) =>
        [
            .. from resource in folder
                .ResourcesOf("Microsoft.Authorization/roleAssignments")
                .Concat(folder.ResourcesOf("Microsoft.DocumentDB/databaseAccounts/sqlRoleAssignments"))
            from role in RolesIn(resource.At("properties.roleDefinitionId")?.Value).DefaultIfEmpty("")
            select new RoleAssignment(
                resource,
                role,
                resource.At("properties.principalId")?.Value,
                (resource.At("scope") ?? resource.At("properties.scope"))?.Value
            ),
        ];

    public static List<RoleAssignment> OfApp(TemplateFolder folder) =>
        FindAppIdentity(folder) is not { } identity
            ? []
            :
            [
                .. All(folder)
                    .Where(each =>
                        each.Principal is Value.ResourceReference { Path: ".properties.principalId" }
                        && ReferenceEquals(folder.FindResource(each.Principal), identity)
                    ),
            ];

    /// <summary>The innermost resource in the scope of an assignment. The other resources are its ancestors.</summary>
    public static Resource? FindTarget(TemplateFolder folder, RoleAssignment each) =>
        each.Scope is not { } scope
            ? null
            : folder
                .ResourcesIn(scope)
                .OrderByDescending(resource => folder.AncestorsAndSelf(resource).Count())
                .FirstOrDefault();

    /// <summary>The identity of the app, if there is exactly one.</summary>
    public static Resource? FindAppIdentity(TemplateFolder folder)
    {
        var identities = folder
            .ResourcesOf("Microsoft.Web/sites")
            .Select(site => site.At("identity.userAssignedIdentities"))
            .ToList();
        var all = identities.OfType<Field>().SelectMany(field => KeysOf(folder, field)).Distinct().ToList();
        return all is [var one] ? one : null;
    }

    /// <summary>The field names of this object are expressions such as <c>'${identity.id}'</c>.</summary>
    private static IEnumerable<Resource> KeysOf(TemplateFolder folder, Field field) =>
        field.Value is Value.Map map
            ? map
                .Fields.SelectMany(each => each.Key is { } key ? folder.ResourcesIn(key) : [])
                .Where(resource => resource.Is(Identity))
            : [];

    private static IEnumerable<string> RolesIn(Value? definition) =>
        (definition?.DescendantsAndSelf() ?? [])
            .OfType<Value.Literal>()
            .SelectMany(literal => Id().Matches(literal.Text))
            .Select(match => match.Value)
            .Distinct();

    [GeneratedRegex(
        "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1_000
    )]
    private static partial Regex Id();
}
