using Points.Infra.Tests.Parsing;

namespace Points.Infra.Tests.Templates;

/// <summary>Finds the app settings in the templates.</summary>
internal static class TemplateAppSettings
{
    public static IEnumerable<TemplateAppSetting> In(IEnumerable<Resource> resources) =>
        resources.SelectMany(resource =>
            resource.Is("Microsoft.Web/sites") && resource.At("properties.siteConfig.appSettings") is { } list
                ? In(list.Value, resource.Part.Node, always: true)
            : resource.Is("Microsoft.Web/sites/config")
            && resource.Name?.AsText == "appsettings"
            && resource.At("properties") is { } map
                ? In(map.Value, resource.Part.Node, always: true)
            : []
        );

    public static TemplateAppSetting? Setting(this TemplateFolder folder, string name) =>
        folder.Settings.FirstOrDefault(each => string.Equals(each.Name, name, StringComparison.OrdinalIgnoreCase));

    private static IEnumerable<TemplateAppSetting> In(Value value, SyntaxNode parent, bool always) =>
        value switch
        {
            Value.Map
            {
                Fields: [{ Name: "name", Value: var name, Node: var node }, { Name: "value", Value: var settingValue }]
            } => name.AsText is { } text ? [new(text, settingValue, node ?? parent, always)] : [],
            Value.Map map => map.Fields.Select(field => new TemplateAppSetting(
                field.Name,
                field.Value,
                field.Node ?? parent,
                always
            )),
            Value.List list => list.Items.SelectMany(item => In(item, parent, always)),
            Value.Conditional either => In(either.Then, parent, always: false)
                .Concat(In(either.Else, parent, always: false)),
            Value.Unknown { Origin: not "filter" } unknown => unknown.Parts.SelectMany(part =>
                In(part, parent, always)
            ),
            _ => [],
        };
}
