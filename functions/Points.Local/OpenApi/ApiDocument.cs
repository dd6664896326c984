using Microsoft.OpenApi;
using Points.Domain;
using Points.Functions;
using Points.Functions.Http;
using Points.Functions.Notifying;
using Points.Functions.OpenApi;
using Points.Local.Hosting;

namespace Points.Local.OpenApi;

/// <summary>The document of the API (OpenAPI 3.1), made of the functions themselves.</summary>
internal static class ApiDocument
{
    private const string Version = "1.0.0";

    private const string Description = """
        Consumer loyalty points: members earn with purchases and spend on rewards; merchants are settled to the fen.

        - Points are whole numbers, money is whole fen in fields named `…Fen`, instants are ISO 8601 with their offset, dates are days in the programme's time zone.
        - A member acts for the `memberId` that is the token's `sub`, a merchant for its own `merchant_id`, an operator for all; an auditor reads all and changes nothing. The same rule holds on every path.
        - Whatever moves points needs an `Idempotency-Key`. A repeat of the same command gets its first answer, with `Idempotent-Replayed: true`; another command under the same key is refused. Refusals write nothing and are not remembered.
        - Errors are problem documents (RFC 9457) with a stable `code`; an invalid request has every field at fault named in `errors`. No request has fields that are not named here; an optional field may be null.
        - A list has `items` and, if there is more, `next`, which is the `cursor` of the page that follows. An answer leaves out what it has no value for.
        """;

    /// <returns>The document, the same for the same functions.</returns>
    public static string Write()
    {
        using var text = new StringWriter { NewLine = "\n" };
        Build(FunctionDiscovery.HttpFunctionsIn(typeof(PointsServices).Assembly))
            .SerializeAsV31(new OpenApiJsonWriter(text));
        return text.ToString().TrimEnd() + "\n";
    }

    /// <exception cref="InvalidOperationException">A function does not say all of itself.</exception>
    public static OpenApiDocument Build(IEnumerable<HttpFunction> functions)
    {
        var document = new OpenApiDocument
        {
            Info = new()
            {
                Title = "Points",
                Version = Version,
                License = new() { Name = "MIT", Identifier = "MIT" },
                Description = Description.ReplaceLineEndings("\n"),
            },
            Servers =
            [
                new() { Url = "/", Description = "Where this document is served from." },
                new()
                {
                    Url = $"http://127.0.0.1:{LocalHostOptions.DefaultPort}",
                    Description = "The one-machine host.",
                },
            ],
            Tags = new HashSet<OpenApiTag>(
                ApiTags.All.Select(area => new OpenApiTag { Name = area.Name, Description = area.Description })
            ),
            Paths = [],
            Components = new()
            {
                SecuritySchemes = SecuritySchemes,
                Headers = ResponseBuilder.Headers,
                Responses = new SortedDictionary<string, IOpenApiResponse>(StringComparer.Ordinal),
            },
        };
        var (docs, components) = (
            new XmlDocs(typeof(PointsServices).Assembly, typeof(Refusal).Assembly),
            new SchemaComponents()
        );
        var (published, problems) = (new PublishedSchemas(components), new ProblemCatalog(docs));
        components.Add(nameof(Problem), problems.Schema);
        var operations = new OperationBuilder(
            document,
            new(components, published),
            new(document, new(components, published, docs), problems),
            docs
        );
        foreach (
            var path in functions
                .GroupBy(function => $"/{FunctionServer.Prefix}/{function.Route}")
                .OrderBy(path => path.Key, StringComparer.Ordinal)
        )
        {
            var item = new OpenApiPathItem();
            foreach (
                var (method, function) in path.Select(function => (MethodOf(function), function))
                    .OrderBy(it => it.Item1, StringComparer.Ordinal)
            )
                item.AddOperation(HttpMethod.Parse(method), operations.Build(function));
            document.Paths.Add(path.Key, item);
        }
        components.AddTo(document);
        return document;
    }

    /// <summary>HEAD is GET without the body, and no operation of its own.</summary>
    private static string MethodOf(HttpFunction function) =>
        function.Methods.Except(["HEAD"], StringComparer.Ordinal).ToArray() is [var method]
            ? method
            : throw new InvalidOperationException($"function {function.Name} does not say its one method");

    private static Dictionary<string, IOpenApiSecurityScheme> SecuritySchemes =>
        new(StringComparer.Ordinal)
        {
            [OperationBuilder.Bearer] = new OpenApiSecurityScheme
            {
                Type = SecuritySchemeType.Http,
                Scheme = "bearer",
                BearerFormat = "JWT",
                Description =
                    "A token with `sub`, `roles` and, for merchants, `merchant_id`. On one machine `POST /local/tokens` gives them out.",
            },
            [OperationBuilder.Signature] = new OpenApiSecurityScheme
            {
                Type = SecuritySchemeType.ApiKey,
                In = ParameterLocation.Header,
                Name = GatewayKey.Header,
                Description =
                    "A gateway signs the body with the key of its channel: `t`, the second of signing, and `v1`, the HMAC-SHA256 of that second, a dot and the body.",
            },
        };
}
