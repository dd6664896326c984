using System.Reflection;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Points.Domain;
using Points.Functions.Http;

namespace Points.Cli.OpenApi;

/// <summary>
/// Lists all problems of the API. It creates each problem once, with the app's own code, and inspects it.
/// </summary>
internal sealed class ProblemCatalog
{
    private const int StandardMembers = 5; // type, title, status, detail and code come first.

    private readonly SortedDictionary<string, KnownProblem> _byCode = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, (string Type, SortedSet<string> Codes)> _members = new(
        StringComparer.Ordinal
    );

    public ProblemCatalog(XmlDocs docs)
    {
        var problems = typeof(Problems);
        // First, because the example of a code is the first problem that has it.
        var invalid = Problems.Invalid("amountFen", "must be a whole number of at least 1");
        Add(invalid, invalid.Detail);
        foreach (var property in problems.GetProperties(BindingFlags.Static | BindingFlags.Public))
            if (property.GetValue(null) is Problem problem)
                Add(problem, problem.Detail);
        foreach (var refusal in typeof(Refusal).GetNestedTypes().Where(it => it.IsSubclassOf(typeof(Refusal))))
            Add(Problems.From((Refusal)ExampleValues.Create(refusal)), docs.SummaryOf(refusal));
        foreach (
            var method in problems
                .GetMethods(BindingFlags.Static | BindingFlags.Public)
                .Where(it => !it.IsSpecialName && !WrapsOtherProblems(it))
        )
            Add((Problem)method.Invoke(null, ExampleValues.ArgumentsFor(method))!, docs.SummaryOf(method));
    }

    public KnownProblem this[string code] =>
        _byCode.GetValueOrDefault(code)
        ?? throw new InvalidOperationException($"There is no problem with the code {code}.");

    public JsonObject Schema
    {
        get
        {
            var properties = new JsonObject
            {
                ["type"] = TextSchema("`urn:points:problem:` followed by the code."),
                ["title"] = TextSchema("The code in words."),
                ["status"] = new JsonObject
                {
                    ["type"] = "integer",
                    ["format"] = "int32",
                    ["minimum"] = 400,
                    ["maximum"] = 599,
                },
                ["detail"] = TextSchema("What is wrong, in one sentence."),
                ["code"] = new JsonObject
                {
                    ["type"] = "string",
                    ["description"] =
                        "Programs can rely on the code: it never changes. New codes may be added, so it is no closed"
                        + $" list: {string.Join(", ", _byCode.Keys.Select(code => $"`{code}`"))}.",
                },
            };
            var required = properties.Select(it => (JsonNode)it.Key).ToArray();
            foreach (var (name, (type, codes)) in _members)
            {
                properties[name] = new JsonObject
                {
                    ["type"] = type,
                    ["description"] = $"With {string.Join(", ", codes.Select(code => $"`{code}`"))}.",
                };
                if (type == "integer")
                    properties[name]!["format"] = "int64";
                if (type == "object")
                    properties[name]!["additionalProperties"] = new JsonObject { ["type"] = "string" };
            }
            return new()
            {
                ["type"] = "object",
                ["description"] = "A problem document (RFC 9457).",
                ["properties"] = properties,
                ["required"] = new JsonArray(required),
                ["additionalProperties"] = false,
            };
        }
    }

    private static JsonObject TextSchema(string description) =>
        new() { ["type"] = "string", ["description"] = description };

    /// <summary>Whether a method converts another problem source, which the catalog inspects separately.</summary>
    private static bool WrapsOtherProblems(MethodInfo method) =>
        method.ReturnType != typeof(Problem)
        || method.GetParameters() is [{ ParameterType: var source }]
            && (source == typeof(Refusal) || source == typeof(BadHttpRequestException));

    private void Add(Problem problem, string? summary)
    {
        if (_byCode.TryGetValue(problem.Code, out var other) && other.Status != problem.Status)
            throw new InvalidOperationException($"The problem {problem.Code} has two statuses.");
        _byCode.TryAdd(
            problem.Code,
            new(problem.Code, problem.Status, summary, Encoding.UTF8.GetString(problem.Json().Span))
        );
        using var json = JsonDocument.Parse(problem.Json());
        foreach (var member in json.RootElement.EnumerateObject().Skip(StandardMembers))
        {
            var type = member.Value.ValueKind switch
            {
                JsonValueKind.Number => "integer",
                JsonValueKind.String => "string",
                _ => "object",
            };
            if (!_members.TryGetValue(member.Name, out var known))
                _members[member.Name] = known = (type, new(StringComparer.Ordinal));
            known.Codes.Add(problem.Code);
        }
    }
}
