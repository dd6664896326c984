using Points.Infra.Tests.Code;
using Points.Infra.Tests.Templates;

namespace Points.Infra.Tests.Rules;

/// <summary>The app's identity has exactly the roles that the code needs.</summary>
internal static class AccessRules
{
    /// <summary>Roles that no template may assign.</summary>
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
            new("The_app_requests_tokens_as_its_own_identity", ClientIds),
            new("The_platform_fetches_keys_and_the_package_as_the_apps_identity", Fetching),
        ];

    /// <summary>The resources that assign a role to the app.</summary>
    public static IEnumerable<Resource> AppAssignments(TemplateFolder folder) =>
        RoleAssignments.OfApp(folder).Select(each => each.Resource);

    /// <summary>Whether a role is one that no template may assign.</summary>
    public static bool IsBroad(string role) => Broad.ContainsKey(role);

    private static IEnumerable<Finding> Missing(TemplateFolder folder)
    {
        var assigned = RoleAssignments.OfApp(folder);
        foreach (var need in RequiredRoles.All.Distinct())
        {
            // Other rules report a missing setting and a part that is not created.
            if (folder.Setting(need.Setting) is not { } setting || !IsCreated(folder, need, setting))
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
                    $"the app {need.Purpose}, but its identity has no role {need.Role.Name} ({need.Role.Id}) "
                        + $"on {need.ScopeText} that {need.Setting} names: {setting.Value}"
                );
        }
    }

    private static IEnumerable<Finding> Superfluous(TemplateFolder folder)
    {
        foreach (var each in RoleAssignments.OfApp(folder).Where(each => !IsNeeded(folder, each)))
            yield return Finding.At(
                each.Resource.Part.Node,
                $"{each.Resource.Part.Symbol} gives the app the role {each.Role} "
                    + $"on {each.Scope?.ToString() ?? "the resource group"}, which the code does not need"
            );
        foreach (var each in RoleAssignments.All(folder).Where(each => IsBroad(each.Role)))
            yield return Finding.At(each.Resource.Part.Node, $"{each.Resource.Part.Symbol} gives {Broad[each.Role]}");
    }

    /// <summary>
    /// Other rules report a role on a part that the code does not use, and on one that is not created.
    /// </summary>
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
                name => name == need.Part || !CodeNames.Parts.Contains(name) || !IsCreated(folder, need, setting)
            )
        );

    private static IEnumerable<Finding> ClientIds(TemplateFolder folder)
    {
        if (RoleAssignments.FindAppIdentity(folder) is not { } identity)
        {
            yield return new(
                "infra/main.bicep",
                1,
                "the app must have exactly one identity in identity.userAssignedIdentities of Microsoft.Web/sites"
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
                    $"{setting.Name} is {setting.Value} instead of the client id of the app's identity"
                );
    }

    /// <summary>
    /// The platform fetches the vault's keys and the package for the app. Its default identity is one that the app does
    /// not have.
    /// </summary>
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
            $"{path} of {site.Part.Symbol} is {found?.ToString() ?? "not set"} instead of the app's identity"
        );

    /// <summary>
    /// Whether the scope of an assignment is the resource that a setting names, or exactly the part of it that the code
    /// needs.
    /// </summary>
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

    private static bool IsCreated(TemplateFolder folder, RequiredRole need, TemplateAppSetting setting) =>
        need.Part is not { } part
        || folder.Resources.Any(each =>
            !each.Part.IsExisting
            && each.Name?.AsText == part
            && folder.AncestorsAndSelf(each).Any(folder.ResourcesIn(setting.Value).Contains)
        );
}
