using System.Text.RegularExpressions;
using Points.Infra.Tests.Templates;

namespace Points.Infra.Tests.Rules;

/// <summary>A role that a template gives.</summary>
/// <param name="Role">Its id, without what is around it; empty where the template names none that can be read.</param>
/// <param name="To">Whom; null where nobody is named.</param>
/// <param name="On">What it is on; null for the whole resource group.</param>
internal sealed record Assignment(Resource Resource, string Role, Value? To, Value? On);

/// <summary>All roles that the templates give, and the identity of the app.</summary>
internal static partial class Assignments
{
    private const string Identity = "Microsoft.ManagedIdentity/userAssignedIdentities";

    public static List<Assignment> All(TemplateFolder folder) =>
        [
            .. from resource in folder
                .Made("Microsoft.Authorization/roleAssignments")
                .Concat(folder.Made("Microsoft.DocumentDB/databaseAccounts/sqlRoleAssignments"))
            from role in RolesIn(resource.At("properties.roleDefinitionId")?.Value).DefaultIfEmpty("")
            select new Assignment(
                resource,
                role,
                resource.At("properties.principalId")?.Value,
                (resource.At("scope") ?? resource.At("properties.scope"))?.Value
            ),
        ];

    public static List<Assignment> OfTheApp(TemplateFolder folder) =>
        TheIdentity(folder) is not { } identity
            ? []
            :
            [
                .. All(folder)
                    .Where(each =>
                        each.To is Value.Of { Path: ".properties.principalId" }
                        && ReferenceEquals(folder.ResourceOf(each.To), identity)
                    ),
            ];

    /// <summary>What an assignment is on: the innermost thing that its scope names; the rest is around that.</summary>
    public static Resource? Target(TemplateFolder folder, Assignment each) =>
        each.On is not { } on
            ? null
            : folder.ResourcesIn(on).OrderByDescending(resource => folder.Upwards(resource).Count()).FirstOrDefault();

    /// <summary>The one that the app has, if it has just one.</summary>
    public static Resource? TheIdentity(TemplateFolder folder)
    {
        var identities = folder
            .Made("Microsoft.Web/sites")
            .Select(site => site.At("identity.userAssignedIdentities"))
            .ToList();
        var all = identities.OfType<Field>().SelectMany(field => KeysOf(folder, field)).Distinct().ToList();
        return all is [var one] ? one : null;
    }

    /// <summary>The names of an object's fields are expressions here, such as <c>'${identity.id}'</c>.</summary>
    private static IEnumerable<Resource> KeysOf(TemplateFolder folder, Field field) =>
        field.Value is Value.Map map
            ? map
                .Fields.SelectMany(each => each.Key is { } key ? folder.ResourcesIn(key) : [])
                .Where(resource => resource.Is(Identity))
            : [];

    private static IEnumerable<string> RolesIn(Value? definition) =>
        (definition?.All() ?? [])
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
