using System.Reflection;
using System.Text.Json.Nodes;
using Microsoft.OpenApi;
using Points.Functions.Access;
using Points.Functions.Http;
using Points.Functions.OpenApi;
using Points.Local.Hosting;

namespace Points.Local.OpenApi;

/// <summary>A function as an operation of the API: what its attributes say, and what follows from them.</summary>
internal sealed class OperationBuilder(
    OpenApiDocument document,
    BodySchemas bodies,
    ResponseBuilder responses,
    XmlDocs docs
)
{
    public const string Bearer = "bearer",
        Signature = "gatewaySignature";

    public OpenApiOperation Build(HttpFunction function)
    {
        var method = function.Method;
        var (summary, more) = SplitSummary(
            docs.SummaryOf(method) ?? throw Missing(function, "a summary in its XML comment")
        );
        var area =
            method.DeclaringType!.GetCustomAttribute<ApiTagAttribute>() ?? throw Missing(function, "its class's area");
        var callers = method.GetCustomAttribute<CallersAttribute>();
        if (callers is null == method.GetCustomAttribute<PublicAttribute>() is null)
            throw Missing(function, "who may call it, or that everybody may");
        if (!method.GetCustomAttributes<ResponseAttribute>().Any())
            throw Missing(function, "what it gives");
        return new()
        {
            OperationId = function.Name,
            Summary = summary,
            Description = string.Join(
                "\n\n",
                ((string?[])[more, DescribeCallers(callers)]).Where(text => text is not null)
            ),
            Tags = new HashSet<OpenApiTagReference> { new(area.Name, document) },
            Parameters = [.. Parameters(function)],
            RequestBody = BodyOf(method),
            Responses = responses.Build(method, PathParameters.NamesIn(function.Route).Any()),
            Security = [.. SecurityRequirements(callers)],
        };
    }

    private IEnumerable<IOpenApiParameter> Parameters(HttpFunction function)
    {
        foreach (var name in PathParameters.NamesIn(function.Route))
        {
            var (schema, description) = PathParameters.Describe(name);
            yield return Parameter(ParameterLocation.Path, name, schema, description, required: true);
        }
        if (function.Method.GetCustomAttribute<RequestBodyAttribute>() is { NeedsIdempotencyKey: true })
            yield return Parameter(
                ParameterLocation.Header,
                IdempotencyKey.Header,
                PathParameters.Key,
                "Marks all attempts at one thing: points move once for each key.",
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
            yield return Parameter(ParameterLocation.Query, query.Name, SchemaOf(query), query.Description);
        if (function.Method.GetCustomAttribute<PagedAttribute>() is not { } pages)
            yield break;
        var limit = new JsonObject
        {
            ["type"] = "integer",
            ["format"] = "int32",
            ["minimum"] = 1,
            ["maximum"] = PageRequest.LimitMax,
            ["default"] = pages.LimitDefault,
        };
        yield return Parameter(ParameterLocation.Query, "limit", limit, "How many at most.");
        yield return Parameter(
            ParameterLocation.Query,
            "cursor",
            new() { ["type"] = "string" },
            "The `next` of the page before."
        );
    }

    private OpenApiParameter Parameter(
        ParameterLocation place,
        string name,
        JsonObject schema,
        string? description,
        bool required = false
    ) =>
        new()
        {
            In = place,
            Name = name,
            Schema = SchemaComponents.Parse(schema, document),
            Description = description,
            Required = required,
        };

    private static JsonObject SchemaOf(QueryParameterAttribute query)
    {
        var schema = new JsonObject { ["type"] = "string" };
        if (query.OneOf.Length > 0)
            schema["enum"] = new JsonArray([.. query.OneOf]);
        if (query.Pattern is not null)
            schema["pattern"] = query.Pattern;
        return schema;
    }

    private OpenApiRequestBody? BodyOf(MethodInfo method) =>
        method.GetCustomAttribute<RequestBodyAttribute>() is not { } takes
            ? null
            : new()
            {
                Required = !takes.CanBeEmpty,
                Content = new Dictionary<string, OpenApiMediaType>(StringComparer.Ordinal)
                {
                    ["application/json"] = new()
                    {
                        Schema = SchemaComponents.Parse(bodies.ReferenceTo(takes), document),
                    },
                },
            };

    /// <summary>Any one of them will do; an empty one is nothing at all.</summary>
    private IEnumerable<OpenApiSecurityRequirement> SecurityRequirements(CallersAttribute? callers)
    {
        if (callers is null)
        {
            yield return [];
            yield break;
        }
        foreach (var role in RolesOf(callers))
            yield return new() { [new(Bearer, document)] = [role] };
        if (callers.SignatureHeader is not null)
            yield return new() { [new(Signature, document)] = [] };
    }

    private static string DescribeCallers(CallersAttribute? callers) =>
        callers is null
            ? "Public."
            : $"For: {string.Join(", ", RolesOf(callers))}{(callers.SignatureHeader is { } header ? $", or whoever signs the body in `{header}`" : "")}.";

    private static IEnumerable<string> RolesOf(CallersAttribute callers) =>
        Enum.GetValues<Roles>()
            .Where(role => role != Roles.None && callers.Roles.HasFlag(role))
            .Select(role => role.ToString().ToLowerInvariant());

    /// <summary>The first sentence heads the operation.</summary>
    private static (string Summary, string? More) SplitSummary(string text) =>
        text.IndexOf(". ", StringComparison.Ordinal) is > 0 and var end
            ? (text[..end], text[(end + 2)..])
            : (text.TrimEnd('.'), null);

    private static InvalidOperationException Missing(HttpFunction function, string what) =>
        new($"function {function.Name} does not say {what}");
}
