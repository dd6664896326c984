using System.Text.Json;
using System.Text.Json.Nodes;
using Points.Functions;

namespace Points.Cli.OpenApi;

/// <summary>Adds the separately published JSON schemas, and the definitions in them, as components.</summary>
internal sealed class PublishedSchemas(SchemaComponents components)
{
    private const string OwnDefinition = "#/$defs/";

    /// <returns>A reference to the schema with this name under <c>/api/schemas</c>.</returns>
    public JsonObject ReferenceTo(string name)
    {
        var prefix = char.ToUpperInvariant(name[0]) + name[1..];
        var document = $"{prefix}Document";
        if (components.Has(document))
            return SchemaComponents.ReferenceTo(document);
        using var stream =
            typeof(PointsServices).Assembly.GetManifestResourceStream($"{name}.schema.json")
            ?? throw new InvalidOperationException($"There is no published schema {name}.");
        var schema = JsonNode.Parse(stream)!.AsObject();
        RewriteReferences(schema, prefix);
        var definitions = schema["$defs"]!.AsObject();
        foreach (var keyword in (string[])["$schema", "$id", "$defs"])
            schema.Remove(keyword);
        foreach (var (definition, definitionSchema) in definitions)
            components.Add(NameOf(prefix, definition), definitionSchema!.DeepClone().AsObject());
        return components.Add(document, schema);
    }

    private static string NameOf(string prefix, string definition) =>
        prefix + char.ToUpperInvariant(definition[0]) + definition[1..];

    /// <summary>
    /// Points references to the new components, replaces a keyword that the library does not support, and adds the size
    /// of integers.
    /// </summary>
    private static void RewriteReferences(JsonNode? node, string prefix)
    {
        if (node is JsonArray list)
            foreach (var item in list)
                RewriteReferences(item, prefix);
        if (node is not JsonObject schema)
            return;
        foreach (var (_, value) in schema)
            RewriteReferences(value, prefix);
        // The library supports only text constants.
        if (schema["const"] is { } constant && constant.GetValueKind() != JsonValueKind.String)
        {
            schema.Remove("const");
            schema["enum"] = new JsonArray(constant);
        }
        // Generators would take the smallest of their integers.
        if ((string?)schema["type"] is "integer" && !schema.ContainsKey("format"))
            schema["format"] = (long?)schema["maximum"] > int.MaxValue ? "int64" : "int32";
        if (
            schema["$ref"]?.GetValue<string>() is { } target
            && target.StartsWith(OwnDefinition, StringComparison.Ordinal)
        )
        {
            var reference = SchemaComponents.ReferenceTo(NameOf(prefix, target[OwnDefinition.Length..]));
            schema["$ref"] = reference["$ref"]!.DeepClone();
        }
    }
}
