using System.Text.Json.Nodes;
using Microsoft.OpenApi;
using Points.Domain.Reading;

namespace Points.Cli.OpenApi;

/// <summary>
/// Derives the OpenAPI 3.0 document, for generators of clients. Most of them cannot express a choice between shapes, so
/// choices are left out: what remains is a shape with the fields of all, or any JSON.
/// </summary>
internal static class GeneratorDocument
{
    private const string Reference = "#/components/schemas/";

    /// <param name="document">The OpenAPI 3.1 document of the API, as JSON.</param>
    public static string From(string document)
    {
        var json = JsonNode.Parse(document)!.AsObject();
        var schemas = json["components"]!["schemas"]!.AsObject();
        foreach (var (_, schema) in schemas)
            RemoveChoices(schema!.AsObject());
        FormatInstants(schemas);
        RemoveUnused(json, schemas);
        NameHeaderParameters(json["paths"]!.AsObject());
        StreamFiles(json["paths"]!.AsObject());
        var (parsed, diagnostic) = OpenApiDocument.Parse(json.ToJsonString(), OpenApiConstants.Json);
        if (parsed is null || diagnostic!.Errors.Count > 0)
            throw new InvalidOperationException(
                $"Not a valid document: {string.Join("; ", diagnostic!.Errors.Select(error => error.Message))}."
            );
        return ApiDocument.Write(parsed, OpenApiSpecVersion.OpenApi3_0);
    }

    /// <summary>
    /// Has generated clients take and give instants as such. The document of the API has a pattern instead, because the
    /// format allows leap seconds and no instant without seconds.
    /// </summary>
    private static void FormatInstants(JsonNode? node)
    {
        if (node is JsonObject schema && (string?)(schema["pattern"] as JsonValue) == FieldReader.InstantPattern)
        {
            schema.Remove("pattern");
            schema["format"] = "date-time";
        }
        foreach (var part in (node as JsonObject)?.Select(it => it.Value) ?? (node as JsonArray ?? []).AsEnumerable())
            FormatInstants(part);
    }

    private static void RemoveChoices(JsonObject schema)
    {
        foreach (var keyword in (string[])["allOf", "anyOf", "oneOf"])
            schema.Remove(keyword);
        foreach (var (_, property) in schema["properties"]?.AsObject() ?? [])
            RemoveChoices(property!.AsObject());
    }

    /// <summary>Has generated clients hand over a file as a stream. They would parse a text as JSON.</summary>
    private static void StreamFiles(JsonObject paths)
    {
        foreach (var operation in paths.SelectMany(path => path.Value!.AsObject()))
        foreach (var response in operation.Value!["responses"]!.AsObject())
        foreach (var (type, content) in response.Value!["content"]?.AsObject() ?? [])
            if (!type.EndsWith("json", StringComparison.Ordinal))
                content!["schema"]!["format"] = "binary";
    }

    /// <summary>Says how generators that know the word for it (NSwag) name the parameters of headers in code.</summary>
    private static void NameHeaderParameters(JsonObject paths)
    {
        foreach (var operation in paths.SelectMany(path => path.Value!.AsObject()))
        foreach (var parameter in operation.Value!["parameters"]?.AsArray() ?? [])
            if ((string)parameter!["in"]! == "header")
                parameter["x-originalName"] = CamelCase((string)parameter["name"]!);
    }

    private static string CamelCase(string header) =>
        string.Concat(
            header.Split('-').Select((word, i) => (i == 0 ? char.ToLowerInvariant(word[0]) : word[0]) + word[1..])
        );

    /// <summary>Removes the schemas that only choices referred to.</summary>
    private static void RemoveUnused(JsonObject document, JsonObject schemas)
    {
        var paths = document["paths"]!.ToJsonString() + document["components"]!["responses"]!.ToJsonString();
        var used = new HashSet<string>(StringComparer.Ordinal);
        var waiting = new Queue<string>(schemas.Select(it => it.Key).Where(name => IsNamedIn(paths, name)));
        while (waiting.TryDequeue(out var name))
            if (used.Add(name))
            {
                var text = schemas[name]!.ToJsonString();
                foreach (var (other, _) in schemas)
                    if (IsNamedIn(text, other))
                        waiting.Enqueue(other);
            }
        foreach (var name in schemas.Select(it => it.Key).Where(name => !used.Contains(name)).ToArray())
            schemas.Remove(name);
    }

    private static bool IsNamedIn(string json, string name) =>
        json.Contains($"\"{Reference}{name}\"", StringComparison.Ordinal);
}
