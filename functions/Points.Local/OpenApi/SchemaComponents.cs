using System.Text.Json.Nodes;
using Microsoft.OpenApi;
using Microsoft.OpenApi.Reader;

namespace Points.Local.OpenApi;

/// <summary>The schemas that the document names, and refers to.</summary>
internal sealed class SchemaComponents
{
    private readonly SortedDictionary<string, JsonObject> _schemas = new(StringComparer.Ordinal);

    public static JsonObject ReferenceTo(string name) => new() { ["$ref"] = $"#/components/schemas/{name}" };

    public bool Has(string name) => _schemas.ContainsKey(name);

    /// <returns>The reference to it.</returns>
    public JsonObject Add(string name, JsonObject schema)
    {
        if (_schemas.TryGetValue(name, out var other) && !JsonNode.DeepEquals(other, schema))
            throw new InvalidOperationException($"two schemas have the name {name}");
        _schemas[name] = schema;
        return ReferenceTo(name);
    }

    public void AddTo(OpenApiDocument document)
    {
        foreach (var (name, schema) in _schemas)
            document.AddComponent(name, Parse(schema, document));
    }

    /// <summary>A schema as the library has it.</summary>
    public static IOpenApiSchema Parse(JsonNode schema, OpenApiDocument document)
    {
        if (schema is JsonObject it && it.Count == 1 && it["$ref"] is { } target)
            return new OpenApiSchemaReference(target.GetValue<string>().Split('/')[^1], document);
        var text = schema.ToJsonString();
        var parsed = OpenApiModelFactory.Parse<OpenApiSchema>(
            text,
            OpenApiSpecVersion.OpenApi3_1,
            document,
            out var diagnostic,
            OpenApiConstants.Json
        );
        if (parsed is null || diagnostic.Errors.Count > 0)
            throw new InvalidOperationException($"no schema: {text}: {string.Join("; ", diagnostic.Errors)}");
        var written = Serialize(parsed);
        return JsonNode.DeepEquals(JsonNode.Parse(written), schema)
            ? parsed
            : throw new InvalidOperationException($"the library writes another schema: {written} and not {text}");
    }

    private static string Serialize(OpenApiSchema schema)
    {
        using var text = new StringWriter();
        schema.SerializeAsV31(new OpenApiJsonWriter(text));
        return text.ToString();
    }
}
