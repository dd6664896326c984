using Points.Infra.Tests.Parsing;
using Points.Infra.Tests.Templates;

namespace Points.Infra.Tests.Rules;

/// <summary>The templates are complete and described, and their resources have tags and diagnostic settings.</summary>
internal static class FormRules
{
    private const string Diagnostics = "Microsoft.Insights/diagnosticSettings";

    /// <summary>Preview versions that are allowed, and why.</summary>
    private static readonly ImmutableDictionary<string, string> Previews = new Dictionary<string, string>
    {
        ["Microsoft.Insights/diagnosticSettings@2021-05-01-preview"] = "no other version supports category groups",
    }.ToImmutableDictionary();

    /// <summary>Types that cannot have tags, because they extend another resource.</summary>
    private static readonly ImmutableHashSet<string> Untagged =
    [
        Diagnostics,
        "Microsoft.Authorization/roleAssignments",
        "Microsoft.Authorization/locks",
        "Microsoft.Consumption/budgets",
    ];

    /// <summary>Child resources that can have tags.</summary>
    private static readonly ImmutableHashSet<string> TaggedParts =
    [
        "Microsoft.DocumentDB/databaseAccounts/sqlDatabases",
        "Microsoft.DocumentDB/databaseAccounts/sqlDatabases/containers",
        "Microsoft.Network/privateDnsZones/virtualNetworkLinks",
    ];

    /// <summary>Types that need diagnostic settings.</summary>
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
        ["Microsoft.ManagedIdentity/userAssignedIdentities"] = "it has no logs",
        ["Microsoft.Insights/components"] = "its telemetry is in the workspace already",
        ["Microsoft.Insights/dataCollectionRules"] = "it only transforms logs",
        ["Microsoft.Insights/actionGroups"] = "it has no logs",
        ["Microsoft.Insights/metricAlerts"] = "it has no logs",
        ["Microsoft.Insights/scheduledQueryRules"] = "it has no logs",
        ["Microsoft.Insights/activityLogAlerts"] = "it has no logs",
        ["Microsoft.Insights/workbooks"] = "it has no logs",
        ["Microsoft.Insights/webtests"] = "it has no logs",
        ["Microsoft.Portal/dashboards"] = "it has no logs",
        ["Microsoft.AlertsManagement/smartDetectorAlertRules"] = "it has no logs",
        ["Microsoft.Web/serverfarms"] = "a Flex Consumption plan has only the metrics of its app",
        ["Microsoft.Network/networkSecurityGroups"] = "its log only counts matched rules, and there are few endpoints",
        ["Microsoft.Network/privateEndpoints"] = "it only has metrics, and the service behind it has more",
        ["Microsoft.Network/privateDnsZones"] = "it only has metrics about the number of records",
        ["Microsoft.Consumption/budgets"] = "it has no logs",
        ["Microsoft.Authorization/roleAssignments"] = "the activity log has it",
        ["Microsoft.Authorization/locks"] = "the activity log has it",
        [Diagnostics] = "it is a diagnostic setting itself",
    }.ToImmutableDictionary();

    public static ImmutableArray<Rule> All =>
        [
            new("Every_parameter_and_output_is_described", Undescribed),
            new("Every_template_is_used", Unused),
            new("Every_module_gets_its_required_parameters", Arguments),
            new("Every_parameter_file_matches_its_template", Assignments),
            new("Every_resource_that_can_have_tags_has_tags", Tags),
            new("Every_resource_that_can_log_has_diagnostic_settings", Logs),
            new("No_resource_has_a_fixed_region", Locations),
            new("No_preview_version_of_an_Azure_API_is_used_without_a_reason", Versions),
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
            yield return Finding.At(module.Node, $"{called.Name} requires {wanted.Name}");
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
                yield return Finding.At(file.Tree, $"{template.Name} requires {wanted.Name}");
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
                    $"the rules do not say whether {resource.Type} has diagnostic settings"
                );
    }

    /// <summary>
    /// Whether a setting applies to a resource or a part of it, and is deployed whenever the resource is.
    /// </summary>
    private static bool HasDiagnosticsOn(TemplateFolder folder, Resource resource, Resource setting) =>
        (setting.IsAlways || setting.Condition.ToString() == resource.Condition.ToString())
        && folder
            .AncestorsAndSelf(folder.FindResource(setting.At("scope")!.Value))
            .Any(above => ReferenceEquals(above, resource));

    private static IEnumerable<Finding> Locations(TemplateFolder folder) =>
        from resource in folder.Resources.DistinctBy(each => each.Part)
        // DNS zones and alerts are global.
        where
            resource
                .At("location")
                ?.Value.DescendantsAndSelf()
                .Any(value => value.AsText is { } place && !place.Equals("global", StringComparison.OrdinalIgnoreCase))
            == true
        select Finding.At(
            resource.NodeAt("location"),
            $"{resource.Part.Symbol} has the fixed location {resource.At("location")!.Value}"
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
