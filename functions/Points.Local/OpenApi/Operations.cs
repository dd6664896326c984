using System.Reflection;
using System.Text.Json.Nodes;
using Microsoft.OpenApi;
using Points.Functions.Access;
using Points.Functions.Http;
using Points.Functions.OpenApi;
using Points.Local.Hosting;

namespace Points.Local.OpenApi;

/// <summary>A function as an operation of the API: what its attributes say, and what follows from them.</summary>
internal sealed class Operations(OpenApiDocument document, BodySchemas bodies, Responses responses, XmlDocs docs)
{
    public const string Bearer = "bearer",
        Signature = "gatewaySignature";

    public OpenApiOperation Of(HttpFunction function)
    {
        var method = function.Method;
        var (summary, more) = Split(docs.SummaryOf(method) ?? throw Missing(function, "a summary in its XML comment"));
        var area =
            method.DeclaringType!.GetCustomAttribute<AreaAttribute>() ?? throw Missing(function, "its class's area");
        var callers = method.GetCustomAttribute<CallersAttribute>();
        if (callers is null == method.GetCustomAttribute<PublicAttribute>() is null)
            throw Missing(function, "who may call it, or that everybody may");
        if (!method.GetCustomAttributes<GivesAttribute>().Any())
            throw Missing(function, "what it gives");
        return new()
        {
            OperationId = function.Name,
            Summary = summary,
            Description = string.Join("\n\n", ((string?[])[more, Words(callers)]).Where(text => text is not null)),
            Tags = new HashSet<OpenApiTagReference> { new(area.Name, document) },
            Parameters = [.. Parameters(function)],
            RequestBody = BodyOf(method),
            Responses = responses.Of(method, PathParameters.In(function.Route).Any()),
            Security = [.. Requirements(callers)],
        };
    }

    private IEnumerable<IOpenApiParameter> Parameters(HttpFunction function)
    {
        foreach (var name in PathParameters.In(function.Route))
        {
            var (schema, description) = PathParameters.Of(name);
            yield return Parameter(ParameterLocation.Path, name, schema, description, required: true);
        }
        if (function.Method.GetCustomAttribute<TakesAttribute>() is { NeedsKey: true })
            yield return Parameter(
                ParameterLocation.Header,
                IdempotencyKey.Header,
                PathParameters.Key,
                "Marks all attempts at one thing: points move once for each key.",
                required: true
            );
        foreach (var header in function.Method.GetCustomAttributes<HeaderAttribute>())
            yield return Parameter(
                ParameterLocation.Header,
                header.Name,
                new() { ["type"] = "string" },
                header.Description
            );
        foreach (var query in function.Method.GetCustomAttributes<QueryAttribute>())
            yield return Parameter(ParameterLocation.Query, query.Name, SchemaOf(query), query.Description);
        if (function.Method.GetCustomAttribute<PagesAttribute>() is not { } pages)
            yield break;
        var limit = new JsonObject
        {
            ["type"] = "integer",
            ["format"] = "int32",
            ["minimum"] = 1,
            ["maximum"] = Paging.LimitMax,
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
            Schema = Components.Parse(schema, document),
            Description = description,
            Required = required,
        };

    private static JsonObject SchemaOf(QueryAttribute query)
    {
        var schema = new JsonObject { ["type"] = "string" };
        if (query.OneOf.Length > 0)
            schema["enum"] = new JsonArray([.. query.OneOf]);
        if (query.Pattern is not null)
            schema["pattern"] = query.Pattern;
        return schema;
    }

    private OpenApiRequestBody? BodyOf(MethodInfo method) =>
        method.GetCustomAttribute<TakesAttribute>() is not { } takes
            ? null
            : new()
            {
                Required = !takes.MayBeEmpty,
                Content = new Dictionary<string, OpenApiMediaType>(StringComparer.Ordinal)
                {
                    ["application/json"] = new() { Schema = Components.Parse(bodies.Of(takes), document) },
                },
            };

    /// <summary>Any one of them will do; an empty one is nothing at all.</summary>
    private IEnumerable<OpenApiSecurityRequirement> Requirements(CallersAttribute? callers)
    {
        if (callers is null)
        {
            yield return [];
            yield break;
        }
        foreach (var role in RolesOf(callers))
            yield return new() { [new(Bearer, document)] = [role] };
        if (callers.OrSignature is not null)
            yield return new() { [new(Signature, document)] = [] };
    }

    private static string Words(CallersAttribute? callers) =>
        callers is null
            ? "Public."
            : $"For: {string.Join(", ", RolesOf(callers))}{(callers.OrSignature is { } header ? $", or whoever signs the body in `{header}`" : "")}.";

    private static IEnumerable<string> RolesOf(CallersAttribute callers) =>
        Enum.GetValues<Roles>()
            .Where(role => role != Roles.None && callers.Roles.HasFlag(role))
            .Select(role => role.ToString().ToLowerInvariant());

    /// <summary>The first sentence heads the operation.</summary>
    private static (string Summary, string? More) Split(string text) =>
        text.IndexOf(". ", StringComparison.Ordinal) is > 0 and var end
            ? (text[..end], text[(end + 2)..])
            : (text.TrimEnd('.'), null);

    private static InvalidOperationException Missing(HttpFunction function, string what) =>
        new($"function {function.Name} does not say {what}");
}
