using System.Text.Json;
using System.Text.Json.Nodes;
using Points.Functions;

namespace Points.Local.OpenApi;

/// <summary>Schemas that are published by themselves, as components: their own definitions become components, too.</summary>
internal sealed class PublishedSchemas(SchemaComponents components)
{
    private const string OwnDefinition = "#/$defs/";

    /// <returns>The reference to a schema, by its name among <c>/api/schemas</c>.</returns>
    public JsonObject ReferenceTo(string name)
    {
        var prefix = char.ToUpperInvariant(name[0]) + name[1..];
        var document = $"{prefix}Document";
        if (components.Has(document))
            return SchemaComponents.ReferenceTo(document);
        using var stream =
            typeof(PointsServices).Assembly.GetManifestResourceStream($"{name}.schema.json")
            ?? throw new InvalidOperationException($"there is no published schema {name}");
        var schema = JsonNode.Parse(stream)!.AsObject();
        RewriteReferences(schema, prefix);
        var definitions = schema["$defs"]!.AsObject();
        foreach (var apart in (string[])["$schema", "$id", "$defs"])
            schema.Remove(apart);
        foreach (var (definition, its) in definitions)
            components.Add(NameOf(prefix, definition), its!.DeepClone().AsObject());
        return components.Add(document, schema);
    }

    private static string NameOf(string prefix, string definition) =>
        prefix + char.ToUpperInvariant(definition[0]) + definition[1..];

    /// <summary>Has references lead to where the definitions go, and says the same in words that the library knows.</summary>
    private static void RewriteReferences(JsonNode? node, string prefix)
    {
        if (node is JsonArray list)
            foreach (var item in list)
                RewriteReferences(item, prefix);
        if (node is not JsonObject schema)
            return;
        foreach (var (_, value) in schema)
            RewriteReferences(value, prefix);
        // The library knows constants of text only.
        if (schema["const"] is { } constant && constant.GetValueKind() != JsonValueKind.String)
        {
            schema.Remove("const");
            schema["enum"] = new JsonArray(constant);
        }
        if (
            schema["$ref"]?.GetValue<string>() is { } target
            && target.StartsWith(OwnDefinition, StringComparison.Ordinal)
        )
            schema["$ref"] = SchemaComponents.ReferenceTo(NameOf(prefix, target[OwnDefinition.Length..]))[
                "$ref"
            ]!.DeepClone();
    }
}
