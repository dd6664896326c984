using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.OpenApi;
using Points.Cli.OpenApi;
using Points.Functions;

namespace Points.Cli.Tests.OpenApi;

/// <summary>The published OpenAPI document is complete and matches the functions.</summary>
public sealed partial class DocumentTests
{
    [Fact]
    public void The_published_document_matches_the_functions() =>
        AssertPublished(PublishedContract.ReadPublished(), ApiDocument.Write(), "docs/openapi.json");

    [Fact]
    public void The_published_document_for_generators_matches_the_document() =>
        AssertPublished(
            PublishedContract.ReadPublished("openapi-3.0.json"),
            GeneratorDocument.From(PublishedContract.ReadPublished()),
            "docs/openapi-3.0.json --for-generators"
        );

    [Fact]
    public void Both_documents_are_valid_OpenAPI()
    {
        AssertValid(ApiDocument.Write(), OpenApiSpecVersion.OpenApi3_1);
        AssertValid(GeneratorDocument.From(ApiDocument.Write()), OpenApiSpecVersion.OpenApi3_0);
    }

    [Fact]
    public void The_document_for_generators_has_no_choices_and_no_shape_without_a_name()
    {
        var document = JsonNode.Parse(GeneratorDocument.From(ApiDocument.Write()))!;
        Assert.Empty(
            Find(document, it => it.ContainsKey("oneOf") || it.ContainsKey("anyOf") || it.ContainsKey("allOf"))
        );
        var shapes = document["components"]!["schemas"]!.AsObject().Select(it => it.Value!.AsObject()).ToHashSet();
        // A shape has a type; a dead letter has a field that is called properties.
        Assert.Empty(
            Find(document, it => it["type"] is JsonValue && it["properties"] is JsonObject && !shapes.Contains(it))
        );
    }

    [Fact]
    public void Every_branch_of_a_choice_has_a_name()
    {
        var choices = Find(
            JsonNode.Parse(ApiDocument.Write())!,
            it => it.ContainsKey("oneOf") || it.ContainsKey("anyOf")
        );
        Assert.NotEmpty(choices);
        Assert.All(
            choices.SelectMany(it => (it["oneOf"] ?? it["anyOf"])!.AsArray()),
            branch => Assert.NotNull((string?)branch!["$ref"])
        );
    }

    [Fact]
    public void Every_problem_has_one_shape_and_an_example_of_each_code()
    {
        var problems = Find(JsonNode.Parse(ApiDocument.Write())!, it => it.ContainsKey("application/problem+json"));
        Assert.NotEmpty(problems);
        Assert.All(
            problems.Select(it => it["application/problem+json"]!),
            it =>
            {
                Assert.Equal("#/components/schemas/Problem", (string?)it["schema"]!["$ref"]);
                Assert.All(
                    it["examples"]!.AsObject(),
                    example => Assert.Equal(example.Key, (string?)example.Value!["value"]!["code"])
                );
            }
        );
    }

    [Fact]
    public void The_document_contains_every_function_under_its_name() =>
        Assert.Equal(
            ApiFunction
                .FindIn(typeof(PointsServices).Assembly.ExportedTypes)
                .Select(it => $"{it.Name} {it.Verb} {it.Path}")
                .Order(StringComparer.Ordinal),
            PublishedContract
                .Current.Operations.Select(it => $"{it.Name} {it.Method} {it.Path}")
                .Order(StringComparer.Ordinal)
        );

    [Fact]
    public void Every_operation_has_a_summary_parameters_and_responses() =>
        Assert.All(
            PublishedContract.Current.Operations,
            it =>
            {
                Assert.True(
                    ((string?)it.Json["summary"])?.Length is > 10 and < 130,
                    $"{it} has no summary of one line"
                );
                Assert.Single(it.Json["tags"]!.AsArray());
                Assert.Equal(
                    Parameter().Matches(it.Path).Select(name => name.Value),
                    ParametersOf(it, "path").Select(parameter => $"{{{parameter["name"]}}}")
                );
                Assert.Contains(it.Json["responses"]!.AsObject(), response => response.Key[0] == '2');
                Assert.True(
                    it.Json["security"]!.AsArray() is [JsonObject { Count: 0 }]
                        || it.Json["responses"]!.AsObject().ContainsKey("401")
                            && it.Json["responses"]!.AsObject().ContainsKey("403"),
                    $"{it} does not declare the responses 401 and 403"
                );
            }
        );

    [Theory]
    [InlineData(typeof(UndescribedFunction))]
    [InlineData(typeof(FunctionOfManyMethods))]
    public void A_function_with_missing_attributes_is_refused(Type type) =>
        Assert.StartsWith(
            $"function {type.Name} does not say ",
            Assert.Throws<InvalidOperationException>(() => ApiDocument.Build(ApiFunction.FindIn([type]))).Message,
            StringComparison.Ordinal
        );

    private static void AssertPublished(string published, string generated, string output)
    {
        var (old, now) = (published.Split('\n'), generated.Split('\n'));
        var line = old.Zip(now).TakeWhile(it => it.First == it.Second).Count();
        Assert.True(
            old.SequenceEqual(now),
            $"""
            The published document does not match the functions. Generate it again with
              dotnet run --project functions/Points.Cli -- openapi --output {output}
            The first difference is in line {line + 1}:
              {old.ElementAtOrDefault(line)}
              {now.ElementAtOrDefault(line)}
            """
        );
    }

    private static void AssertValid(string json, OpenApiSpecVersion version)
    {
        var (document, diagnostic) = OpenApiDocument.Parse(json, OpenApiConstants.Json);
        Assert.NotNull(document);
        Assert.Equal(
            (version, "", ""),
            (
                diagnostic!.SpecificationVersion,
                string.Join("; ", diagnostic.Errors),
                string.Join("; ", diagnostic.Warnings)
            )
        );
    }

    /// <summary>The objects of a document that a condition is true for, at any depth.</summary>
    private static List<JsonObject> Find(JsonNode node, Predicate<JsonObject> isWanted) =>
        node switch
        {
            JsonObject it =>
            [
                .. (JsonObject[])(isWanted(it) ? [it] : []),
                .. it.SelectMany(property => property.Value is { } value ? Find(value, isWanted) : []),
            ],
            JsonArray list => [.. list.SelectMany(item => item is null ? [] : Find(item, isWanted))],
            _ => [],
        };

    private static IEnumerable<JsonNode> ParametersOf(ContractOperation operation, string place) =>
        (operation.Json["parameters"]?.AsArray() ?? []).Where(it => (string)it!["in"]! == place).Select(it => it!);

    [GeneratedRegex(@"\{\w+\}", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Parameter();
}
