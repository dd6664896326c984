using Points.Infra.Tests.Parsing;

namespace Points.Infra.Tests.Templates;

/// <summary>An app setting of the deployed app.</summary>
/// <param name="Node">Where it is written, or where those are that it comes with.</param>
/// <param name="IsAlways">Not, where a condition may leave it out.</param>
internal sealed record TemplateAppSetting(string Name, Value Value, SyntaxNode Node, bool IsAlways);

/// <summary>The settings that the templates give the app, wherever they write them.</summary>
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

    private static IEnumerable<TemplateAppSetting> In(Value value, SyntaxNode at, bool always) =>
        value switch
        {
            Value.Map
            {
                Fields: [{ Name: "name", Value: var name, Node: var node }, { Name: "value", Value: var says }]
            } => name.AsText is { } text ? [new(text, says, node ?? at, always)] : [],
            Value.Map map => map.Fields.Select(field => new TemplateAppSetting(
                field.Name,
                field.Value,
                field.Node ?? at,
                always
            )),
            Value.List list => list.Items.SelectMany(item => In(item, at, always)),
            Value.Conditional either => In(either.Then, at, always: false).Concat(In(either.Else, at, always: false)),
            Value.Unknown { Origin: not "filter" } open => open.Parts.SelectMany(part => In(part, at, always)),
            _ => [],
        };
}
