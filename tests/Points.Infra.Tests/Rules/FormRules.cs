using Points.Infra.Tests.Parsing;
using Points.Infra.Tests.Templates;

namespace Points.Infra.Tests.Rules;

/// <summary>The templates are whole, explain themselves, and can be found in a bill and in a log.</summary>
internal static class FormRules
{
    private const string Diagnostics = "Microsoft.Insights/diagnosticSettings";

    /// <summary>Types with <c>preview</c> in their version, of which Azure has no other.</summary>
    private static readonly ImmutableDictionary<string, string> Previews = new Dictionary<string, string>
    {
        ["Microsoft.Insights/diagnosticSettings@2021-05-01-preview"] =
            "there has never been another that has categories in groups",
    }.ToImmutableDictionary();

    /// <summary>Types without tags: what hangs on another resource.</summary>
    private static readonly ImmutableHashSet<string> Untagged =
    [
        Diagnostics,
        "Microsoft.Authorization/roleAssignments",
        "Microsoft.Authorization/locks",
        "Microsoft.Consumption/budgets",
    ];

    /// <summary>Parts of other resources that have tags of their own.</summary>
    private static readonly ImmutableHashSet<string> TaggedParts =
    [
        "Microsoft.DocumentDB/databaseAccounts/sqlDatabases",
        "Microsoft.DocumentDB/databaseAccounts/sqlDatabases/containers",
        "Microsoft.Network/privateDnsZones/virtualNetworkLinks",
    ];

    /// <summary>Types that have something to log.</summary>
    private static readonly ImmutableHashSet<string> Logged =
    [
        "Microsoft.DocumentDB/databaseAccounts",
        "Microsoft.ServiceBus/namespaces",
        "Microsoft.Storage/storageAccounts",
        "Microsoft.KeyVault/vaults",
        "Microsoft.Web/sites",
        "Microsoft.OperationalInsights/workspaces",
        "Microsoft.Network/virtualNetworks",
    ];

    /// <summary>Types without diagnostic settings, and why.</summary>
    private static readonly ImmutableDictionary<string, string> Unlogged = new Dictionary<string, string>
    {
        ["Microsoft.ManagedIdentity/userAssignedIdentities"] = "it has none",
        ["Microsoft.Insights/components"] = "its telemetry is in the workspace already, and would be there twice",
        ["Microsoft.Insights/dataCollectionRules"] = "it changes what is logged, and does nothing else",
        ["Microsoft.Insights/actionGroups"] = "it has none",
        ["Microsoft.Insights/metricAlerts"] = "it has none",
        ["Microsoft.Insights/scheduledQueryRules"] = "it has none",
        ["Microsoft.Insights/activityLogAlerts"] = "it has none",
        ["Microsoft.Insights/workbooks"] = "it has none",
        ["Microsoft.Insights/webtests"] = "it has none",
        ["Microsoft.Portal/dashboards"] = "it has none",
        ["Microsoft.AlertsManagement/smartDetectorAlertRules"] = "it has none",
        ["Microsoft.Web/serverfarms"] = "a plan of Flex Consumption has no metrics but those of its app",
        ["Microsoft.Network/networkSecurityGroups"] =
            "its log counts what its rules matched, and here one app meets a few endpoints",
        ["Microsoft.Network/privateEndpoints"] = "it has metrics only, and the service behind it has more",
        ["Microsoft.Network/privateDnsZones"] = "it has metrics only, of how many records there are",
        ["Microsoft.Consumption/budgets"] = "it has none",
        ["Microsoft.Authorization/roleAssignments"] = "the activity log has it",
        ["Microsoft.Authorization/locks"] = "the activity log has it",
        [Diagnostics] = "it is one",
    }.ToImmutableDictionary();

    public static ImmutableArray<Rule> All =>
        [
            new("Everything_that_others_see_is_described", Undescribed),
            new("Every_template_is_used", Unused),
            new("Every_module_gets_what_it_asks_for", Arguments),
            new("Every_file_of_parameters_fits_its_template", Assignments),
            new("Everything_that_can_have_tags_has_them", Tags),
            new("Everything_that_can_log_has_diagnostic_settings", Logs),
            new("Nothing_is_put_into_a_fixed_region", Locations),
            new("No_preview_of_Azures_interface_is_used_without_a_reason", Versions),
        ];

    private static IEnumerable<Finding> Undescribed(TemplateFolder folder) =>
        from file in folder.Templates
        from declared in file.Parameters.Values.Concat(file.Outputs.Values)
        where string.IsNullOrWhiteSpace(declared.Description)
        select Finding.At(declared.Node, $"{declared.Name} has no description");

    private static IEnumerable<Finding> Unused(TemplateFolder folder)
    {
        var used = folder
            .Templates.SelectMany(file =>
                file.Modules.Select(module => folder.PathBeside(file, module.TypeOrPath))
                    .Concat(file.Imports.Select(path => folder.PathBeside(file, path)))
            )
            .ToHashSet();
        foreach (var file in folder.Templates.Where(file => file.Name != "main.bicep" && !used.Contains(file.Name)))
            yield return Finding.At(file.Tree, "nothing uses this file");
    }

    private static IEnumerable<Finding> Arguments(TemplateFolder folder) =>
        from file in folder.Templates
        from module in file.Modules
        from finding in folder.ModuleOf(file, module.TypeOrPath) is { } called
            ? CheckArguments(module, called)
            : [Finding.At(module.Node, $"there is no {module.TypeOrPath}")]
        select finding;

    private static IEnumerable<Finding> CheckArguments(TemplatePart module, BicepFile called)
    {
        var given = NamesIn(
            module
                .Fields.NamedChildren.FirstOrDefault(field => field.NamedChildren.First().Text == "params")
                ?.FirstChild("object")
        );
        foreach (var wanted in called.Parameters.Values.Where(IsRequired).Where(wanted => !given.Contains(wanted.Name)))
            yield return Finding.At(module.Node, $"{called.Name} asks for {wanted.Name}");
        foreach (var name in given.Where(name => !called.Parameters.ContainsKey(name)))
            yield return Finding.At(module.Node, $"{called.Name} has no parameter {name}");
    }

    private static IEnumerable<string> NamesIn(SyntaxNode? @object) =>
        @object
            ?.NamedChildren.Where(field => field.Kind == "object_property")
            .Select(field => field.NamedChildren.First().Text)
        ?? [];

    private static bool IsRequired(Declaration parameter) => parameter.Value is null && !parameter.Type.EndsWith('?');

    private static IEnumerable<Finding> Assignments(TemplateFolder folder)
    {
        foreach (var file in folder.Files.Where(file => file.IsOfParameters))
        {
            if (file.Using is not { } path || folder.ModuleOf(file, path) is not { } template)
            {
                yield return Finding.At(file.Tree, $"there is no template {file.Using}");
                continue;
            }
            var given = file.Variables.Keys.ToHashSet();
            foreach (
                var wanted in template.Parameters.Values.Where(IsRequired).Where(wanted => !given.Contains(wanted.Name))
            )
                yield return Finding.At(file.Tree, $"{template.Name} asks for {wanted.Name}");
            foreach (var assigned in file.Assigned.Where(assigned => !template.Parameters.ContainsKey(assigned.Name)))
                yield return Finding.At(assigned.Node, $"{template.Name} has no parameter {assigned.Name}");
        }
    }

    private static IEnumerable<Finding> Tags(TemplateFolder folder) =>
        from resource in folder.Resources.DistinctBy(each => each.Part)
        where
            !resource.Part.IsExisting
            && !Untagged.Contains(resource.Type)
            && (IsTop(resource) || TaggedParts.Contains(resource.Type))
            && resource.At("tags") is null
        select Finding.At(resource.Part.Node, $"{resource.Part.Symbol} ({resource.Type}) has no tags");

    private static IEnumerable<Finding> Logs(TemplateFolder folder)
    {
        var settings = folder.ResourcesOf(Diagnostics).Where(setting => setting.At("scope") is not null).ToList();
        foreach (
            var resource in folder
                .Resources.Where(resource => !resource.Part.IsExisting && IsTop(resource))
                .DistinctBy(each => each.Part)
        )
            if (
                Logged.Contains(resource.Type)
                && !settings.Exists(setting => HasDiagnosticsOn(folder, resource, setting))
            )
                yield return Finding.At(
                    resource.Part.Node,
                    $"{resource.Part.Symbol} ({resource.Type}) has no diagnostic settings"
                );
            else if (!Logged.Contains(resource.Type) && !Unlogged.ContainsKey(resource.Type))
                yield return Finding.At(
                    resource.Part.Node,
                    $"whether {resource.Type} has diagnostic settings is not written down"
                );
    }

    /// <summary>Whether a setting is of a resource or a part of it, and is there whenever that is.</summary>
    private static bool HasDiagnosticsOn(TemplateFolder folder, Resource resource, Resource setting) =>
        (setting.IsAlways || setting.Condition.ToString() == resource.Condition.ToString())
        && folder
            .AncestorsAndSelf(folder.FindResource(setting.At("scope")!.Value))
            .Any(above => ReferenceEquals(above, resource));

    private static IEnumerable<Finding> Locations(TemplateFolder folder) =>
        from resource in folder.Resources.DistinctBy(each => each.Part)
        // DNS zones and alerts are everywhere.
        where
            resource
                .At("location")
                ?.Value.DescendantsAndSelf()
                .Any(value => value.AsText is { } place && !place.Equals("global", StringComparison.OrdinalIgnoreCase))
            == true
        select Finding.At(
            resource.NodeAt("location"),
            $"{resource.Part.Symbol} is put into {resource.At("location")!.Value}"
        );

    private static IEnumerable<Finding> Versions(TemplateFolder folder) =>
        from file in folder.Templates
        from resource in file.Resources
        where
            resource.Version.Contains("preview", StringComparison.OrdinalIgnoreCase)
            && !Previews.ContainsKey(resource.TypeOrPath)
        select Finding.At(resource.Node, $"{resource.TypeOrPath} is a preview");

    private static bool IsTop(Resource resource) => resource.Type.Count(sign => sign == '/') == 1;
}
