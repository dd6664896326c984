using System.Text.Json.Nodes;
using Microsoft.OpenApi;
using Microsoft.OpenApi.Reader;

namespace Points.Cli.OpenApi;

/// <summary>Collects the named schemas of the document.</summary>
internal sealed class SchemaComponents
{
    private readonly SortedDictionary<string, JsonObject> _schemas = new(StringComparer.Ordinal);

    public static JsonObject ReferenceTo(string name) => new() { ["$ref"] = $"#/components/schemas/{name}" };

    public bool Has(string name) => _schemas.ContainsKey(name);

    /// <summary>Adds a schema, and its parts as schemas of their own.</summary>
    /// <returns>A reference to the added schema.</returns>
    public JsonObject Add(string name, JsonObject schema)
    {
        NamedParts.MoveOut(name, schema, Add);
        foreach (var (_, property) in schema["properties"]?.AsObject() ?? [])
            DescribeDefault(property!.AsObject());
        if (_schemas.TryGetValue(name, out var other) && !JsonNode.DeepEquals(other, schema))
            throw new InvalidOperationException($"Two schemas have the name {name}.");
        _schemas[name] = schema;
        return ReferenceTo(name);
    }

    /// <summary>
    /// Says the default of a field in its description. Generators take a field with a default for one that is always
    /// there, also in requests.
    /// </summary>
    private static void DescribeDefault(JsonObject field)
    {
        if (field["default"] is not { } value)
            return;
        field.Remove("default");
        var text = (string?)field["description"] ?? "";
        if (!text.Contains("default", StringComparison.OrdinalIgnoreCase))
            field["description"] = $"{text} `{value}` if left out.".TrimStart();
    }

    public void AddTo(OpenApiDocument document)
    {
        foreach (var (name, schema) in _schemas)
            document.AddComponent(name, Parse(schema, document));
    }

    /// <summary>Converts a schema to the library's type, and checks that the library writes it unchanged.</summary>
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
            throw new InvalidOperationException($"Not a valid schema: {text}: {string.Join("; ", diagnostic.Errors)}");
        var written = Serialize(parsed);
        return JsonNode.DeepEquals(JsonNode.Parse(written), schema)
            ? parsed
            : throw new InvalidOperationException($"The library writes the schema {text} as {written}.");
    }

    private static string Serialize(OpenApiSchema schema)
    {
        using var text = new StringWriter();
        schema.SerializeAsV31(new OpenApiJsonWriter(text));
        return text.ToString();
    }
}
