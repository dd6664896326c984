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
    public void The_published_document_matches_the_functions()
    {
        var (published, now) = (PublishedContract.ReadPublished().Split('\n'), ApiDocument.Write().Split('\n'));
        var line = published.Zip(now).TakeWhile(it => it.First == it.Second).Count();
        Assert.True(
            published.SequenceEqual(now),
            $"""
            docs/openapi.json does not match the functions. Generate it again with
              dotnet run --project functions/Points.Cli -- openapi --output docs/openapi.json
            The first difference is in line {line + 1}:
              {published.ElementAtOrDefault(line)}
              {now.ElementAtOrDefault(line)}
            """
        );
    }

    [Fact]
    public void The_document_is_valid_OpenAPI()
    {
        var (document, diagnostic) = OpenApiDocument.Parse(PublishedContract.ReadPublished(), OpenApiConstants.Json);

        Assert.NotNull(document);
        Assert.Equal(
            (OpenApiSpecVersion.OpenApi3_1, "", ""),
            (
                diagnostic!.SpecificationVersion,
                string.Join("; ", diagnostic.Errors),
                string.Join("; ", diagnostic.Warnings)
            )
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

    private static IEnumerable<JsonNode> ParametersOf(ContractOperation operation, string place) =>
        (operation.Json["parameters"]?.AsArray() ?? []).Where(it => (string)it!["in"]! == place).Select(it => it!);

    [GeneratedRegex(@"\{\w+\}", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Parameter();
}
