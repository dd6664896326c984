using System.Text.RegularExpressions;
using Points.Infra.Tests.Code;
using Points.Infra.Tests.Templates;

namespace Points.Infra.Tests.Rules;

/// <summary>The app may do what its code does, by its identity, and nothing else.</summary>
internal static partial class AccessRules
{
    private const string Identity = "Microsoft.ManagedIdentity/userAssignedIdentities";
    private const string Site = "Microsoft.Web/sites";

    /// <summary>Nobody is given these by a template.</summary>
    private static readonly ImmutableDictionary<string, string> Broad = new Dictionary<string, string>
    {
        ["8e3af657-a8ff-443c-a75c-2fe8c4bcb635"] = "Owner",
        ["b24988ac-6180-42a0-ab88-20f7382dd24c"] = "Contributor",
        ["18d7d88d-d35e-4fb5-a5c3-7773c20a72d9"] = "User Access Administrator",
        ["f58310d9-a9f6-439a-9e8d-f62e7b41a168"] = "Role Based Access Control Administrator",
    }.ToImmutableDictionary();

    public static ImmutableArray<Rule> All => [
        new("The_app_has_every_role_that_its_code_needs", Missing),
        new("The_app_has_no_role_that_its_code_does_not_need", Needless),
        new("The_app_asks_for_tokens_as_the_identity_that_it_has", ClientIds),
    ];

    /// <summary>What gives the app a role.</summary>
    public static IEnumerable<Resource> OfTheApp(TemplateFolder folder) => Assignments(folder).Select(each => each.Resource);

    private static IEnumerable<Finding> Missing(TemplateFolder folder)
    {
        var assigned = Assignments(folder);
        foreach (var need in Needs.All.Distinct())
        {
            // A setting that is missing, and a part that is not made, other rules tell.
            if (folder.Setting(need.Setting) is not { } setting || !IsMade(folder, need, setting)) continue;
            if (!assigned.Exists(each => each.Resource.IsAlways && each.Role == need.Role.Id && IsOn(folder, each, setting, name => name == need.Part)))
                yield return new("infra/main.bicep", 1, $"the app {need.What}, and its identity has no role {need.Role.Name} ({need.Role.Id}) on {need.Place} that {need.Setting} leads to: {setting.Value}");
        }
    }

    private static IEnumerable<Finding> Needless(TemplateFolder folder)
    {
        foreach (var each in Assignments(folder).Where(each => !IsNeeded(folder, each)))
            yield return Finding.At(each.Resource.Part.At, $"{each.Resource.Part.Symbol} gives the app the role {each.Role} on {each.On?.ToString() ?? "the resource group"}, which nothing in the code needs");
        foreach (var (resource, roles) in AllAssignments(folder))
            foreach (var role in roles.Where(Broad.ContainsKey)) yield return Finding.At(resource.Part.At, $"{resource.Part.Symbol} gives {Broad[role]}");
    }

    /// <summary>What stands on a part that the code does not name, or on one that is not made, other rules tell.</summary>
    private static bool IsNeeded(TemplateFolder folder, Assignment each) => (each.On is Value.Of of && folder.ResourceOf(of) is null) || Needs.All.Any(need =>
        each.Role == need.Role.Id && folder.Setting(need.Setting) is { } setting
        && IsOn(folder, each, setting, name => name == need.Part || !Names.Parts.Contains(name) || !IsMade(folder, need, setting)));

    private static IEnumerable<Finding> ClientIds(TemplateFolder folder)
    {
        if (TheIdentity(folder) is not { } identity)
        {
            yield return new("infra/main.bicep", 1, $"the app needs one {Identity}, and it is not in identity.userAssignedIdentities of one {Site}");
            yield break;
        }
        foreach (var setting in folder.Settings.Where(setting => setting.Name.EndsWith("__clientId", StringComparison.Ordinal) || setting.Name == "AZURE_CLIENT_ID"))
            if (setting.Value is not Value.Of { Path: ".properties.clientId" } id || !ReferenceEquals(folder.ResourceOf(id), identity))
                yield return Finding.At(setting.Node, $"{setting.Name} is {setting.Value} and not the client id of the app's identity");
    }

    /// <summary>Whether an assignment is on what a setting leads to, or on a part of that, and not on more.</summary>
    private static bool IsOn(TemplateFolder folder, Assignment each, AppSetting setting, Func<string, bool> isMeant)
    {
        if (each.On is not { } on) return false;
        // The innermost thing that the scope names is what it is; the rest is around that.
        var inner = folder.ResourcesIn(on).OrderByDescending(resource => folder.Upwards(resource).Count()).FirstOrDefault();
        var targets = folder.ResourcesIn(setting.Value).ToList();
        return inner is not null && (targets.Contains(inner) || (inner.Name?.AsText is { } name && isMeant(name) && folder.Upwards(inner).Any(targets.Contains)));
    }

    private static bool IsMade(TemplateFolder folder, Need need, AppSetting setting) => need.Part is not { } part
        || folder.Resources.Any(each => !each.Part.IsExisting && each.Name?.AsText == part && folder.Upwards(each).Any(folder.ResourcesIn(setting.Value).Contains));

    private static List<Assignment> Assignments(TemplateFolder folder) => TheIdentity(folder) is not { } identity ? [] : [
        .. from each in AllAssignments(folder)
           let principal = each.Resource.At("properties.principalId")?.Value
           where principal is Value.Of { Path: ".properties.principalId" } && ReferenceEquals(folder.ResourceOf(principal), identity)
           from role in each.Roles
           select new Assignment(each.Resource, role, (each.Resource.At("scope") ?? each.Resource.At("properties.scope"))?.Value),
    ];

    private static IEnumerable<(Resource Resource, IEnumerable<string> Roles)> AllAssignments(TemplateFolder folder) =>
        from resource in folder.Made("Microsoft.Authorization/roleAssignments").Concat(folder.Made("Microsoft.DocumentDB/databaseAccounts/sqlRoleAssignments"))
        select (resource, RolesIn(resource.At("properties.roleDefinitionId")?.Value));

    private static IEnumerable<string> RolesIn(Value? definition) =>
        (definition?.All() ?? []).OfType<Value.Literal>().SelectMany(literal => Id().Matches(literal.Text)).Select(match => match.Value).Distinct();

    /// <summary>The one that the app has, if it has just one.</summary>
    private static Resource? TheIdentity(TemplateFolder folder)
    {
        var identities = folder.Made(Site).Select(site => site.At("identity.userAssignedIdentities")).ToList();
        var all = identities.OfType<Field>().SelectMany(field => KeysOf(folder, field)).Distinct().ToList();
        return all is [var one] ? one : null;
    }

    /// <summary>The names of an object's fields are expressions here, such as <c>'${identity.id}'</c>.</summary>
    private static IEnumerable<Resource> KeysOf(TemplateFolder folder, Field field) =>
        field.Value is Value.Map map ? map.Fields.SelectMany(each => each.Key is { } key ? folder.ResourcesIn(key) : []).Where(resource => resource.Is(Identity)) : [];

    private sealed record Assignment(Resource Resource, string Role, Value? On);

    [GeneratedRegex("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Id();
}
