using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Json.Schema;
using Points.Functions;

namespace Points.Local.Tests.OpenApi;

/// <summary>The published document of the API, to hold requests and answers against.</summary>
internal sealed class PublishedContract
{
    private const string Id = "https://points.test/openapi";

    private static readonly EvaluationOptions Quickly = new()
    {
        OutputFormat = OutputFormat.Flag,
        RequireFormatValidation = true,
    };
    private static readonly EvaluationOptions Thoroughly = new()
    {
        OutputFormat = OutputFormat.List,
        RequireFormatValidation = true,
    };

    private readonly ConcurrentDictionary<string, JsonSchema> _schemas = new(StringComparer.Ordinal);
    private readonly JsonObject _document;

    private PublishedContract(JsonObject document)
    {
        _document = document;
        var definitions = document["components"]!["schemas"]!;
        SchemaRegistry.Global.Register(
            JsonSchema.FromText($$"""{"$id":"{{Id}}","$defs":{{InlineReferences(definitions)}}}""")
        );
        Operations =
        [
            .. from path in document["paths"]!.AsObject()
            from method in path.Value!.AsObject()
            select new ContractOperation(path.Key, method.Key.ToUpperInvariant(), method.Value!.AsObject()),
        ];
    }

    public static PublishedContract Current { get; } = new(JsonNode.Parse(ReadPublished())!.AsObject());

    public IReadOnlyList<ContractOperation> Operations { get; }

    public static string ReadPublished()
    {
        using var reader = new StreamReader(typeof(PointsServices).Assembly.GetManifestResourceStream("openapi.json")!);
        return reader.ReadToEnd();
    }

    /// <summary>A schema by its name.</summary>
    public JsonObject Schema(string name) => _document["components"]!["schemas"]![name]!.AsObject();

    /// <returns>Null for what is no path of the API, or no method of the path: then the second is whether the path is one.</returns>
    public (ContractOperation? Operation, bool IsPath) Find(string method, string path)
    {
        // As routing does, the path with more words of its own goes before the one with more parameters.
        var there = Operations.Where(it => it.Matches(path)).GroupBy(it => it.ParameterCount).MinBy(it => it.Key);
        return (there?.FirstOrDefault(it => it.Method == method), there is not null);
    }

    /// <returns>What of an answer the document does not tell; null if nothing.</returns>
    public string? FindResponseFault(ContractOperation operation, int status, string? mediaType, string body)
    {
        if (operation.Json["responses"]![status.ToString(CultureInfo.InvariantCulture)] is not { } response)
            return $"status {status} is not declared";
        var content = (ResolveReference(response)["content"] ?? new JsonObject()).AsObject();
        if (content.Count == 0)
            return body.Length == 0 ? null : "no body is declared";
        if (mediaType is null || content[mediaType]?["schema"] is not { } schema)
            return $"content type {mediaType} is not declared for status {status}";
        return mediaType.EndsWith("json", StringComparison.Ordinal) ? FindFault(schema, body) : null;
    }

    /// <returns>What of a body that was taken the document does not allow; null if nothing.</returns>
    public string? FindRequestFault(ContractOperation operation, string? body)
    {
        if (operation.Json["requestBody"] is not { } request)
            return null;
        if (!string.IsNullOrEmpty(body))
            return FindFault(request["content"]!["application/json"]!["schema"]!, body.TrimStart('\uFEFF'));
        return (bool?)request["required"] is true ? "a body is required" : null;
    }

    private string? FindFault(JsonNode schema, string body)
    {
        var text = InlineReferences(schema);
        var parsed = _schemas.GetOrAdd(text, it => JsonSchema.FromText(it));
        JsonNode? json;
        try
        {
            json = JsonNode.Parse(body);
        }
        catch (JsonException fault)
        {
            return $"no JSON: {fault.Message}";
        }
        if (parsed.Evaluate(json, Quickly).IsValid)
            return null;
        var errors = parsed
            .Evaluate(json, Thoroughly)
            .Details.Where(it => it.HasErrors)
            .SelectMany(it => it.Errors!.Select(error => $"{it.InstanceLocation} {error.Value}"));
        return string.Join("; ", errors.Distinct(StringComparer.Ordinal));
    }

    /// <summary>What a reference to a component leads to.</summary>
    private JsonNode ResolveReference(JsonNode node) =>
        node["$ref"] is { } reference
            ? reference.GetValue<string>().Split('/')[1..].Aggregate((JsonNode)_document, (at, name) => at[name]!)
            : node;

    private static string InlineReferences(JsonNode schema) =>
        schema.ToJsonString().Replace("\"#/components/schemas/", $"\"{Id}#/$defs/", StringComparison.Ordinal);
}

/// <param name="Path">With parameters in braces.</param>
internal sealed record ContractOperation(string Path, string Method, JsonObject Json)
{
    private readonly string[] _segments = Path.Split('/');

    public string Name => (string)Json["operationId"]!;

    public int ParameterCount => _segments.Count(IsParameter);

    public bool Matches(string path)
    {
        // A server refuses such a path by itself, before anyone sees it.
        if (path.Contains("%00", StringComparison.Ordinal))
            return false;
        var segments = path.TrimEnd('/').Split('/');
        return segments.Length == _segments.Length
            && segments
                .Zip(_segments)
                .All(it =>
                    IsParameter(it.Second)
                        ? it.First.Length > 0
                        : it.First.Equals(it.Second, StringComparison.OrdinalIgnoreCase)
                );
    }

    public override string ToString() => $"{Name} ({Method} {Path})";

    private static bool IsParameter(string segment) => segment.StartsWith('{');
}
