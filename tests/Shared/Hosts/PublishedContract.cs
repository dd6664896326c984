using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Json.Schema;
using Points.Functions;

namespace Points.Tests;

/// <summary>The published OpenAPI document, to check requests and responses against.</summary>
internal sealed class PublishedContract
{
    private const string Id = "https://points.test/openapi";

    private static readonly EvaluationOptions FlagOnly = new()
    {
        OutputFormat = OutputFormat.Flag,
        RequireFormatValidation = true,
    };
    private static readonly EvaluationOptions WithDetails = new()
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

    public static string ReadPublished(string name = "openapi.json")
    {
        using var reader = new StreamReader(typeof(PointsServices).Assembly.GetManifestResourceStream(name)!);
        return reader.ReadToEnd();
    }

    /// <summary>A schema by its name.</summary>
    public JsonObject Schema(string name) => _document["components"]!["schemas"]![name]!.AsObject();

    /// <returns>
    /// The operation, null if there is none; and whether the path exists, with this or another method.
    /// </returns>
    public (ContractOperation? Operation, bool IsPath) Find(string method, string path)
    {
        // As in routing, a path with fewer parameters wins.
        var candidates = Operations.Where(it => it.Matches(path)).GroupBy(it => it.ParameterCount).MinBy(it => it.Key);
        return (candidates?.FirstOrDefault(it => it.Method == method), candidates is not null);
    }

    /// <returns>How a response violates the document; null if it does not.</returns>
    public string? FindResponseViolation(ContractOperation operation, int status, string? mediaType, string body)
    {
        if (operation.Json["responses"]![status.ToString(CultureInfo.InvariantCulture)] is not { } response)
            return $"status {status} is not declared";
        var content = (ResolveReference(response)["content"] ?? new JsonObject()).AsObject();
        if (content.Count == 0)
            return body.Length == 0 ? null : "no body is declared";
        if (mediaType is null || content[mediaType]?["schema"] is not { } schema)
            return $"content type {mediaType} is not declared for status {status}";
        if (!mediaType.EndsWith("json", StringComparison.Ordinal))
            return null;
        return FindViolation(schema, body)
            ?? (content[mediaType]!["examples"] is JsonObject problems ? FindUndeclaredProblem(problems, body) : null);
    }

    /// <returns>How the body of an accepted request violates the document; null if it does not.</returns>
    public string? FindRequestViolation(ContractOperation operation, string? body)
    {
        if (operation.Json["requestBody"] is not { } request)
            return null;
        if (!string.IsNullOrEmpty(body))
            return FindViolation(request["content"]!["application/json"]!["schema"]!, body.TrimStart('\uFEFF'));
        return (bool?)request["required"] is true ? "a body is required" : null;
    }

    private string? FindViolation(JsonNode schema, string body)
    {
        var text = InlineReferences(schema);
        var parsed = _schemas.GetOrAdd(text, it => JsonSchema.FromText(it));
        JsonNode? json;
        try
        {
            json = JsonNode.Parse(body);
        }
        catch (JsonException exception)
        {
            return $"not valid JSON: {exception.Message}";
        }
        if (parsed.Evaluate(json, FlagOnly).IsValid)
            return null;
        var errors = parsed
            .Evaluate(json, WithDetails)
            .Details.Where(it => it.HasErrors)
            .SelectMany(it => it.Errors!.Select(error => $"{it.InstanceLocation} {error.Value}"));
        return string.Join("; ", errors.Distinct(StringComparer.Ordinal));
    }

    /// <summary>The document has an example of each problem that an operation may answer with, by its code.</summary>
    private static string? FindUndeclaredProblem(JsonObject examples, string body) =>
        (string?)JsonNode.Parse(body)!["code"] is { } code && examples.ContainsKey(code)
            ? null
            : "the code is not declared for this status";

    /// <summary>The component that a reference points to; else the node itself.</summary>
    private JsonNode ResolveReference(JsonNode node) =>
        node["$ref"] is { } reference
            ? reference.GetValue<string>().Split('/')[1..].Aggregate((JsonNode)_document, (at, name) => at[name]!)
            : node;

    private static string InlineReferences(JsonNode schema) =>
        schema.ToJsonString().Replace("\"#/components/schemas/", $"\"{Id}#/$defs/", StringComparison.Ordinal);
}
