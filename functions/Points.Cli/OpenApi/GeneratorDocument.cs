using System.Text.Json.Nodes;
using Microsoft.OpenApi;

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
        RemoveUnused(json, schemas);
        var (parsed, diagnostic) = OpenApiDocument.Parse(json.ToJsonString(), OpenApiConstants.Json);
        if (parsed is null || diagnostic!.Errors.Count > 0)
            throw new InvalidOperationException(
                $"Not a valid document: {string.Join("; ", diagnostic!.Errors.Select(error => error.Message))}."
            );
        return ApiDocument.Write(parsed, OpenApiSpecVersion.OpenApi3_0);
    }

    private static void RemoveChoices(JsonObject schema)
    {
        foreach (var keyword in (string[])["allOf", "anyOf", "oneOf"])
            schema.Remove(keyword);
        foreach (var (_, property) in schema["properties"]?.AsObject() ?? [])
            RemoveChoices(property!.AsObject());
    }

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
