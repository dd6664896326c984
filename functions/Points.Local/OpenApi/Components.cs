using System.Text.Json.Nodes;
using Microsoft.OpenApi;
using Microsoft.OpenApi.Reader;

namespace Points.Local.OpenApi;

/// <summary>The schemas that the document names, and refers to.</summary>
internal sealed class Components
{
    private readonly SortedDictionary<string, JsonObject> _schemas = new(StringComparer.Ordinal);

    public static JsonObject Ref(string name) => new() { ["$ref"] = $"#/components/schemas/{name}" };

    public bool Has(string name) => _schemas.ContainsKey(name);

    /// <returns>The reference to it.</returns>
    public JsonObject Add(string name, JsonObject schema)
    {
        if (_schemas.TryGetValue(name, out var other) && !JsonNode.DeepEquals(other, schema)) throw new InvalidOperationException($"two schemas have the name {name}");
        _schemas[name] = schema;
        return Ref(name);
    }

    public void AddTo(OpenApiDocument document)
    {
        foreach (var (name, schema) in _schemas) document.AddComponent(name, Parse(schema, document));
    }

    /// <summary>A schema as the library has it.</summary>
    public static IOpenApiSchema Parse(JsonNode schema, OpenApiDocument document)
    {
        if (schema is JsonObject it && it.Count == 1 && it["$ref"] is { } target) return new OpenApiSchemaReference(target.GetValue<string>().Split('/')[^1], document);
        var parsed = OpenApiModelFactory.Parse<OpenApiSchema>(schema.ToJsonString(), OpenApiSpecVersion.OpenApi3_1, document, out var diagnostic, OpenApiConstants.Json);
        return diagnostic.Errors is [] && parsed is not null
            ? parsed
            : throw new InvalidOperationException($"no schema: {string.Join("; ", diagnostic.Errors.Select(error => error.Message))}");
    }
}
