using System.Reflection;
using System.Text.Json.Nodes;
using Microsoft.OpenApi;
using Points.Functions.Access;
using Points.Functions.Http;
using Points.Functions.OpenApi;

namespace Points.Cli.OpenApi;

/// <summary>Describes a function as an operation of the API, from its attributes and XML comments.</summary>
internal sealed class OperationBuilder(
    OpenApiDocument document,
    SchemaComponents components,
    BodySchemas bodies,
    ResponseBuilder responses,
    XmlDocs docs
)
{
    public const string Signature = "gatewaySignature";

    /// <summary>Every role, each of which is a security scheme of its own.</summary>
    public static IEnumerable<Roles> AllRoles => Enum.GetValues<Roles>().Where(role => role != Roles.None);

    public static string NameOf(Roles role) => role.ToString().ToLowerInvariant();

    public OpenApiOperation Build(ApiFunction function)
    {
        var method = function.Method;
        var (summary, description) = SplitSummary(
            docs.SummaryOf(method) ?? throw Missing(function, "a summary in its XML comment")
        );
        var tag =
            method.DeclaringType!.GetCustomAttribute<ApiTagAttribute>()
            ?? throw Missing(function, "the tag of its class");
        var callers = method.GetCustomAttribute<CallersAttribute>();
        if (callers is null == method.GetCustomAttribute<PublicAttribute>() is null)
            throw Missing(function, "which callers are allowed");
        if (!method.GetCustomAttributes<ResponseAttribute>().Any())
            throw Missing(function, "its responses");
        return new()
        {
            OperationId = function.Name,
            Summary = summary,
            Description = string.Join(
                "\n\n",
                ((string?[])[description, DescribeCallers(callers)]).Where(text => text is not null)
            ),
            Tags = new HashSet<OpenApiTagReference> { new(tag.Name, document) },
            Parameters = [.. Parameters(function)],
            RequestBody = BodyOf(function),
            Responses = responses.Build(function, PathParameters.NamesIn(function.Path).Any()),
            Security = [.. SecurityRequirements(callers)],
        };
    }

    private IEnumerable<IOpenApiParameter> Parameters(ApiFunction function)
    {
        foreach (var name in PathParameters.NamesIn(function.Path))
        {
            var (schema, description) = PathParameters.Describe(name);
            yield return Parameter(ParameterLocation.Path, name, schema, description, required: true);
        }
        if (function.Method.GetCustomAttribute<RequestBodyAttribute>() is { NeedsIdempotencyKey: true })
            yield return Parameter(
                ParameterLocation.Header,
                IdempotencyKey.Header,
                PathParameters.Key,
                "Identifies all attempts of one request. Points move only once per key.",
                required: true
            );
        foreach (var header in function.Method.GetCustomAttributes<HeaderParameterAttribute>())
            yield return Parameter(
                ParameterLocation.Header,
                header.Name,
                new() { ["type"] = "string" },
                header.Description
            );
        foreach (var query in function.Method.GetCustomAttributes<QueryParameterAttribute>())
            yield return Parameter(ParameterLocation.Query, query.Name, SchemaOf(function, query), query.Description);
        if (function.Method.GetCustomAttribute<PagedAttribute>() is not { } pages)
            yield break;
        foreach (var parameter in PageParameters(pages))
            yield return parameter;
    }

    private IEnumerable<IOpenApiParameter> PageParameters(PagedAttribute pages)
    {
        var limit = new JsonObject
        {
            ["type"] = "integer",
            ["format"] = "int32",
            ["minimum"] = 1,
            ["maximum"] = PageRequest.LimitMax,
            ["default"] = pages.LimitDefault,
        };
        yield return Parameter(ParameterLocation.Query, "limit", limit, "The maximum number of items.");
        yield return Parameter(
            ParameterLocation.Query,
            "cursor",
            new() { ["type"] = "string" },
            "The `next` of the previous page."
        );
    }

    private OpenApiParameter Parameter(
        ParameterLocation location,
        string name,
        JsonObject schema,
        string? description,
        bool required = false
    ) =>
        new()
        {
            In = location,
            Name = name,
            Schema = SchemaComponents.Parse(schema, document),
            Description = description,
            Required = required,
        };

    private JsonObject SchemaOf(ApiFunction function, QueryParameterAttribute query)
    {
        var schema = new JsonObject { ["type"] = "string" };
        if (query.Pattern is not null)
            schema["pattern"] = query.Pattern;
        if (query.OneOf.Length == 0)
            return schema;
        schema["enum"] = new JsonArray([.. query.OneOf]);
        return components.Add($"{function.Name}{char.ToUpperInvariant(query.Name[0])}{query.Name[1..]}", schema);
    }

    private OpenApiRequestBody? BodyOf(ApiFunction function) =>
        function.Method.GetCustomAttribute<RequestBodyAttribute>() is not { } body
            ? null
            : new()
            {
                Required = !body.CanBeEmpty,
                Content = MediaTypesOf(body)
                    .ToDictionary(
                        type => type,
                        _ => new OpenApiMediaType
                        {
                            Schema = SchemaComponents.Parse(bodies.ReferenceTo(body), document),
                            Example = ApiExamples.BodyOf(function.Name),
                        },
                        StringComparer.Ordinal
                    ),
            };

    private static IEnumerable<string> MediaTypesOf(RequestBodyAttribute body) =>
        body.IsMergePatch ? [MergePatch.ContentType, "application/json"] : ["application/json"];

    /// <summary>
    /// The caller must meet one of the requirements. An empty one means that the operation is public.
    /// </summary>
    private IEnumerable<OpenApiSecurityRequirement> SecurityRequirements(CallersAttribute? callers)
    {
        if (callers is null)
        {
            yield return [];
            yield break;
        }
        foreach (var role in RolesOf(callers))
            yield return new() { [new(role, document)] = [] };
        if (callers.SignatureHeader is not null)
            yield return new() { [new(Signature, document)] = [] };
    }

    private static string DescribeCallers(CallersAttribute? callers) =>
        callers is null ? "Public." : $"For: {string.Join(", ", RolesOf(callers))}{DescribeSignature(callers)}.";

    private static string DescribeSignature(CallersAttribute callers) =>
        callers.SignatureHeader is { } header ? $", or a gateway that signs the body in `{header}`" : "";

    private static IEnumerable<string> RolesOf(CallersAttribute callers) =>
        AllRoles.Where(role => callers.Roles.HasFlag(role)).Select(NameOf);

    /// <summary>The first sentence becomes the summary of the operation, the rest its description.</summary>
    private static (string Summary, string? Description) SplitSummary(string text) =>
        text.IndexOf(". ", StringComparison.Ordinal) is > 0 and var end
            ? (text[..end], text[(end + 2)..])
            : (text.TrimEnd('.'), null);

    private static InvalidOperationException Missing(ApiFunction function, string what) =>
        new($"function {function.Name} does not say {what}.");
}
