using System.Reflection;
using System.Text;
using System.Text.Json;
using System.Xml.Linq;

namespace Points.Cli.OpenApi;

/// <summary>Reads the XML comments that the compiler writes next to each assembly.</summary>
internal sealed class XmlDocs
{
    private readonly Dictionary<string, XElement> _members = new(StringComparer.Ordinal);

    /// <exception cref="FileNotFoundException">An assembly has no XML file.</exception>
    public XmlDocs(params Assembly[] assemblies)
    {
        foreach (var assembly in assemblies)
        foreach (var member in XDocument.Load(Path.ChangeExtension(assembly.Location, ".xml")).Descendants("member"))
            _members[member.Attribute("name")!.Value] = member;
    }

    public string? SummaryOf(Type type) => TextOf(Find(IdOf(type))?.Element("summary"));

    public string? SummaryOf(MethodInfo method) => TextOf(Find(IdOf(method))?.Element("summary"));

    /// <summary>The comment on a property of a record, taken from its <c>param</c> element.</summary>
    public string? ParameterOf(Type record, string name) =>
        TextOf(Find(IdOf(record))?.Elements("param").FirstOrDefault(param => param.Attribute("name")!.Value == name));

    private XElement? Find(string id) => _members.GetValueOrDefault(id);

    private static string IdOf(Type type) => $"T:{NameOf(type.IsGenericType ? type.GetGenericTypeDefinition() : type)}";

    private static string IdOf(MethodInfo method)
    {
        var parameterTypes = method.GetParameters().Select(parameter => NameOf(parameter.ParameterType));
        return $"M:{NameOf(method.DeclaringType!)}.{method.Name}({string.Join(',', parameterTypes)})";
    }

    private static string NameOf(Type type) => type.FullName!.Replace('+', '.');

    private static string? TextOf(XElement? element)
    {
        if (element is null)
            return null;
        var text = new StringBuilder();
        foreach (var node in element.Nodes())
            text.Append(
                node switch
                {
                    XText it => it.Value,
                    XElement { Name.LocalName: "c" } it => $"`{it.Value}`",
                    XElement { Name.LocalName: "paramref" } it =>
                        $"`{JsonNamingPolicy.CamelCase.ConvertName(it.Attribute("name")!.Value)}`",
                    XElement { Name.LocalName: "see" } it => it.Attribute("cref")!.Value.Split('.')[^1],
                    _ => throw new InvalidOperationException(
                        $"An XML comment contains an element that the API document cannot show: {node}"
                    ),
                }
            );
        return string.Join(' ', text.ToString().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
    }
}
