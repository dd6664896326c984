using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.OpenApi;
using Points.Functions;
using Points.Local.Hosting;
using Points.Local.OpenApi;
using Points.Local.Tests.Acceptance;
using Points.Local.Tests.Hosting;

namespace Points.Local.Tests.OpenApi;

/// <summary>The published document is the functions', and whole.</summary>
public sealed partial class DocumentTests(AcceptanceHost host)
{
    [Fact]
    public void The_published_document_is_what_the_functions_say_now()
    {
        var (published, now) = (PublishedContract.ReadPublished().Split('\n'), ApiDocument.Write().Split('\n'));
        var line = published.Zip(now).TakeWhile(it => it.First == it.Second).Count();
        Assert.True(
            published.SequenceEqual(now),
            $"""
            docs/openapi.json is not what the functions say; make it anew with
              dotnet run --project functions/Points.Local -- openapi --output docs/openapi.json
            It differs first in line {line + 1}:
              {published.ElementAtOrDefault(line)}
              {now.ElementAtOrDefault(line)}
            """
        );
    }

    [Fact]
    public void It_is_valid_OpenAPI()
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
    public void Every_function_is_in_it_under_its_name() =>
        Assert.Equal(
            FunctionDiscovery
                .HttpFunctionsIn(typeof(PointsServices).Assembly)
                .Select(it => $"{it.Name} {it.Methods[0]} /api/{it.Route}")
                .Order(StringComparer.Ordinal),
            PublishedContract
                .Current.Operations.Select(it => $"{it.Name} {it.Method} {it.Path}")
                .Order(StringComparer.Ordinal)
        );

    [Fact]
    public void Every_operation_says_what_it_does_and_takes_and_gives() =>
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
                    $"{it} does not say what callers get who may not"
                );
            }
        );

    [Fact]
    public void A_function_that_does_not_say_all_of_itself_is_found() =>
        Assert.All(
            FunctionDiscovery.HttpFunctionsOf([typeof(SampleFunctions)]),
            function =>
                Assert.StartsWith(
                    $"function {function.Name} does not say ",
                    Assert.Throws<InvalidOperationException>(() => ApiDocument.Build([function])).Message,
                    StringComparison.Ordinal
                )
        );

    [Fact]
    public async Task Everybody_may_have_it()
    {
        var reply = (await host.Api.Send(HttpMethod.Get, "/api/openapi.json", null)).Expect(HttpStatusCode.OK);
        Assert.Equal(("application/json", PublishedContract.ReadPublished()), (reply.ContentType, reply.Raw));
    }

    private static IEnumerable<JsonNode> ParametersOf(ContractOperation operation, string place) =>
        (operation.Json["parameters"]?.AsArray() ?? []).Where(it => (string)it!["in"]! == place).Select(it => it!);

    [GeneratedRegex(@"\{\w+\}", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Parameter();
}
