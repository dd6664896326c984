using Microsoft.OpenApi;
using Points.Domain;
using Points.Functions;
using Points.Functions.Access;
using Points.Functions.Http;
using Points.Functions.Notifying;
using Points.Functions.OpenApi;

namespace Points.Cli.OpenApi;

/// <summary>Generates the OpenAPI 3.1 document of the API from the functions.</summary>
internal static class ApiDocument
{
    private const string Version = "1.0.0";

    private const string Description = """
        Consumer loyalty points: members earn points with purchases and spend them on rewards. Merchants are settled to
        the fen.

        - Points are whole numbers. Money is whole fen, in fields named `…Fen`. Instants are ISO 8601 with an offset.
          Dates are days in the programme's time zone.
        - A member acts for the `memberId` that is the token's `sub`, a merchant for its own `merchant_id`, and an
          operator for all. An auditor reads everything and changes nothing. This rule holds on every path.
        - Every request that moves points needs an `Idempotency-Key`. A repeat of the same request gets the first answer
          with `Idempotent-Replayed: true`. Another request with the same key is refused. Refusals write nothing and are
          not stored.
        - Errors are problem documents (RFC 9457) with a stable `code`. The `errors` of an invalid request name every
          invalid field. Unknown fields are refused. Optional fields may be null.
        - A list has `items`. If there are more, it also has `next`, which is the `cursor` of the next page. Answers
          leave out fields without a value.
        """;

    /// <returns>The document as JSON. The same functions always give the same text.</returns>
    public static string Write() =>
        Write(Build(ApiFunction.FindIn(typeof(PointsServices).Assembly.ExportedTypes)), OpenApiSpecVersion.OpenApi3_1);

    /// <returns>The document as JSON of a version of OpenAPI.</returns>
    public static string Write(OpenApiDocument document, OpenApiSpecVersion version)
    {
        using var text = new StringWriter { NewLine = "\n" };
        document.SerializeAs(version, new OpenApiJsonWriter(text));
        return text.ToString().TrimEnd() + "\n";
    }

    /// <exception cref="InvalidOperationException">A function lacks a description or an attribute.</exception>
    public static OpenApiDocument Build(IEnumerable<ApiFunction> functions)
    {
        var document = CreateEmpty();
        var docs = new XmlDocs(typeof(PointsServices).Assembly, typeof(Refusal).Assembly);
        var components = new SchemaComponents();
        var published = new PublishedSchemas(components);
        var problems = new ProblemCatalog(docs);
        components.Add(nameof(Problem), problems.Schema);
        var operations = new OperationBuilder(
            document,
            components,
            new(components, published),
            new(document, new(components, published, docs), problems),
            docs
        );
        AddPaths(document, functions, operations);
        components.AddTo(document);
        return document;
    }

    private static OpenApiDocument CreateEmpty() =>
        new()
        {
            Info = new()
            {
                Title = "Points",
                Version = Version,
                Contact = new() { Name = "The maintainers of Points" },
                License = new() { Name = "MIT", Identifier = "MIT" },
                Description = Description.ReplaceLineEndings("\n"),
            },
            Servers =
            [
                new() { Url = "/", Description = "The server of this document." },
                new() { Url = $"http://127.0.0.1:{OneMachineHost.DefaultPort}", Description = "The one-machine host." },
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

    private static void AddPaths(
        OpenApiDocument document,
        IEnumerable<ApiFunction> functions,
        OperationBuilder operations
    )
    {
        var paths = functions
            .GroupBy(function => function.Path, StringComparer.Ordinal)
            .OrderBy(path => path.Key, StringComparer.Ordinal);
        foreach (var path in paths)
        {
            var item = new OpenApiPathItem();
            foreach (var function in path.OrderBy(function => function.Verb, StringComparer.Ordinal))
                item.AddOperation(HttpMethod.Parse(function.Verb), operations.Build(function));
            document.Paths.Add(path.Key, item);
        }
    }

    private static Dictionary<string, IOpenApiSecurityScheme> SecuritySchemes =>
        new(
            OperationBuilder.AllRoles.Select(role =>
                KeyValuePair.Create<string, IOpenApiSecurityScheme>(
                    OperationBuilder.NameOf(role),
                    new OpenApiSecurityScheme
                    {
                        Type = SecuritySchemeType.Http,
                        Scheme = "bearer",
                        BearerFormat = "JWT",
                        Description =
                            $"A token with `sub`, the role `{OperationBuilder.NameOf(role)}` in `roles`"
                            + (role == Roles.Merchant ? " and `merchant_id`." : ".")
                            + " On the one-machine host, `POST /local/tokens` issues tokens.",
                    }
                )
            ),
            StringComparer.Ordinal
        )
        {
            [OperationBuilder.Signature] = new OpenApiSecurityScheme
            {
                Type = SecuritySchemeType.ApiKey,
                In = ParameterLocation.Header,
                Name = GatewayKey.Header,
                Description =
                    "A gateway signs the body with the key of its channel. `t` is the Unix time of signing in seconds. "
                    + "`v1` is the HMAC-SHA256 of that time, a dot and the body.",
            },
        };
}
