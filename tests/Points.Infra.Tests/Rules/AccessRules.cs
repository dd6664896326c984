using Points.Infra.Tests.Code;
using Points.Infra.Tests.Templates;

namespace Points.Infra.Tests.Rules;

/// <summary>The app may do what its code does, by its identity, and nothing else.</summary>
internal static class AccessRules
{
    /// <summary>Nobody is given these by a template.</summary>
    private static readonly ImmutableDictionary<string, string> Broad = new Dictionary<string, string>
    {
        ["8e3af657-a8ff-443c-a75c-2fe8c4bcb635"] = "Owner",
        ["b24988ac-6180-42a0-ab88-20f7382dd24c"] = "Contributor",
        ["18d7d88d-d35e-4fb5-a5c3-7773c20a72d9"] = "User Access Administrator",
        ["f58310d9-a9f6-439a-9e8d-f62e7b41a168"] = "Role Based Access Control Administrator",
    }.ToImmutableDictionary();

    public static ImmutableArray<Rule> All =>
        [
            new("The_app_has_every_role_that_its_code_needs", Missing),
            new("The_app_has_no_role_that_its_code_does_not_need", Superfluous),
            new("The_app_asks_for_tokens_as_the_identity_that_it_has", ClientIds),
            new("What_the_platform_fetches_for_the_app_it_fetches_as_the_apps_identity", Fetching),
        ];

    /// <summary>What gives the app a role.</summary>
    public static IEnumerable<Resource> AppAssignments(TemplateFolder folder) =>
        RoleAssignments.OfApp(folder).Select(each => each.Resource);

    /// <summary>Whether a role is one of those that nobody is given.</summary>
    public static bool IsBroad(string role) => Broad.ContainsKey(role);

    private static IEnumerable<Finding> Missing(TemplateFolder folder)
    {
        var assigned = RoleAssignments.OfApp(folder);
        foreach (var need in RequiredRoles.All.Distinct())
        {
            // A setting that is missing, and a part that is not made, other rules tell.
            if (folder.Setting(need.Setting) is not { } setting || !IsMade(folder, need, setting))
                continue;
            if (
                !assigned.Exists(each =>
                    each.Resource.IsAlways
                    && each.Role == need.Role.Id
                    && IsOn(folder, each, need, setting, name => name == need.Part)
                )
            )
                yield return new(
                    "infra/main.bicep",
                    1,
                    $"the app {need.Purpose}, and its identity has no role {need.Role.Name} ({need.Role.Id}) on {need.ScopeText} that {need.Setting} leads to: {setting.Value}"
                );
        }
    }

    private static IEnumerable<Finding> Superfluous(TemplateFolder folder)
    {
        foreach (var each in RoleAssignments.OfApp(folder).Where(each => !IsNeeded(folder, each)))
            yield return Finding.At(
                each.Resource.Part.Node,
                $"{each.Resource.Part.Symbol} gives the app the role {each.Role} on {each.Scope?.ToString() ?? "the resource group"}, which nothing in the code needs"
            );
        foreach (var each in RoleAssignments.All(folder).Where(each => IsBroad(each.Role)))
            yield return Finding.At(each.Resource.Part.Node, $"{each.Resource.Part.Symbol} gives {Broad[each.Role]}");
    }

    /// <summary>What stands on a part that the code does not name, or on one that is not made, other rules tell.</summary>
    private static bool IsNeeded(TemplateFolder folder, RoleAssignment each) =>
        (each.Scope is Value.ResourceReference of && folder.FindResource(of) is null)
        || RequiredRoles.All.Any(need =>
            each.Role == need.Role.Id
            && folder.Setting(need.Setting) is { } setting
            && IsOn(
                folder,
                each,
                need,
                setting,
                name => name == need.Part || !CodeNames.Parts.Contains(name) || !IsMade(folder, need, setting)
            )
        );

    private static IEnumerable<Finding> ClientIds(TemplateFolder folder)
    {
        if (RoleAssignments.FindAppIdentity(folder) is not { } identity)
        {
            yield return new(
                "infra/main.bicep",
                1,
                "the app needs one identity, and it is not in identity.userAssignedIdentities of one Microsoft.Web/sites"
            );
            yield break;
        }
        foreach (
            var setting in folder.Settings.Where(setting =>
                setting.Name.EndsWith("__clientId", StringComparison.Ordinal) || setting.Name == "AZURE_CLIENT_ID"
            )
        )
            if (
                setting.Value is not Value.ResourceReference { Path: ".properties.clientId" } id
                || !ReferenceEquals(folder.FindResource(id), identity)
            )
                yield return Finding.At(
                    setting.Node,
                    $"{setting.Name} is {setting.Value} and not the client id of the app's identity"
                );
    }

    /// <summary>Keys from the vault, and the package: by default the platform would ask as an identity that the app does not have.</summary>
    private static IEnumerable<Finding> Fetching(TemplateFolder folder) =>
        from site in folder.ResourcesOf("Microsoft.Web/sites")
        from path in new[]
        {
            "properties.keyVaultReferenceIdentity",
            "properties.functionAppConfig.deployment.storage.authentication.userAssignedIdentityResourceId",
        }
        let found = site.At(path)?.Value
        where
            found is not Value.ResourceReference { Path: ".id" }
            || !ReferenceEquals(folder.FindResource(found), RoleAssignments.FindAppIdentity(folder))
        select Finding.At(
            site.NodeAt(path),
            $"{path} of {site.Part.Symbol} is {found?.ToString() ?? "not set"} and not the app's identity"
        );

    /// <summary>Whether an assignment is on what a setting leads to, or, where a part of that is enough, on that part, and not on more.</summary>
    private static bool IsOn(
        TemplateFolder folder,
        RoleAssignment each,
        RequiredRole need,
        TemplateAppSetting setting,
        Func<string, bool> isMeant
    )
    {
        if (RoleAssignments.FindTarget(folder, each) is not { } target)
            return false;
        var places = folder.ResourcesIn(setting.Value).ToList();
        return places.Contains(target)
            ? need.Part is null
            : target.Name?.AsText is { } name && isMeant(name) && folder.AncestorsAndSelf(target).Any(places.Contains);
    }

    private static bool IsMade(TemplateFolder folder, RequiredRole need, TemplateAppSetting setting) =>
        need.Part is not { } part
        || folder.Resources.Any(each =>
            !each.Part.IsExisting
            && each.Name?.AsText == part
            && folder.AncestorsAndSelf(each).Any(folder.ResourcesIn(setting.Value).Contains)
        );
}
