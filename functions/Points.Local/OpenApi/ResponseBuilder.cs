using System.Globalization;
using System.Reflection;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.OpenApi;
using Points.Functions.Http;
using Points.Functions.OpenApi;

namespace Points.Local.OpenApi;

/// <summary>What a function answers with: what it gives, and the problems it may have, by status.</summary>
internal sealed class ResponseBuilder(OpenApiDocument document, ViewSchemas views, ProblemCatalog problems)
{
    private const string Replayed = "Idempotent-Replayed",
        KeyReused = "idempotency-key-reused";

    public OpenApiResponses Build(MethodInfo method, bool hasPathParameters)
    {
        var codes = CodesOf(method, hasPathParameters).Distinct(StringComparer.Ordinal).ToArray();
        var answers = new SortedDictionary<int, IOpenApiResponse>();
        foreach (var given in method.GetCustomAttributes<ResponseAttribute>().GroupBy(it => it.Status))
            answers[given.Key] = SuccessResponse([.. given], mayReplay: codes.Contains(KeyReused));
        foreach (var refused in codes.Select(code => problems[code]).GroupBy(it => it.Status))
        {
            KnownProblem[] these = [.. refused.OrderBy(it => it.Code, StringComparer.Ordinal)];
            if (answers.TryGetValue(refused.Key, out var given))
                answers[refused.Key] = Combine((OpenApiResponse)given, ProblemResponse(these));
            else
                answers[refused.Key] = ProblemResponseReference(these);
        }
        var responses = new OpenApiResponses();
        foreach (var (status, answer) in answers)
            responses[status.ToString(CultureInfo.InvariantCulture)] = answer;
        return responses;
    }

    /// <summary>The headers that responses name.</summary>
    public static Dictionary<string, IOpenApiHeader> Headers =>
        new(StringComparer.Ordinal)
        {
            [Replayed] = new OpenApiHeader
            {
                Description = "`true` where the request came before: this is its first answer again.",
                Schema = new OpenApiSchema { Type = JsonSchemaType.String, Enum = ["true"] },
            },
            ["Retry-After"] = new OpenApiHeader
            {
                Description = "After how many seconds to try again.",
                Schema = new OpenApiSchema { Type = JsonSchemaType.Integer },
            },
        };

    private static IEnumerable<string> CodesOf(MethodInfo method, bool hasPathParameters)
    {
        var takes = method.GetCustomAttribute<RequestBodyAttribute>();
        foreach (var code in method.GetCustomAttribute<ProblemResponsesAttribute>()?.Codes ?? [])
            yield return code;
        if (
            takes is not null
            || hasPathParameters
            || method.GetCustomAttribute<PagedAttribute>() is not null
            || method.GetCustomAttributes<QueryParameterAttribute>().Any()
        )
            yield return "invalid-request";
        if (takes is not null)
            yield return "body-too-large";
        if (takes is { NeedsIdempotencyKey: true })
            yield return KeyReused;
        if (method.GetCustomAttribute<CallersAttribute>() is not null)
        {
            yield return "unauthenticated";
            yield return "forbidden";
        }
        if (method.IsStatic)
            yield break; // It asks nothing of anyone, so nothing can go wrong.
        yield return "too-many-requests";
        yield return "internal-error";
        yield return "unavailable";
    }

    private OpenApiResponse SuccessResponse(ResponseAttribute[] given, bool mayReplay)
    {
        var content = new Dictionary<string, OpenApiMediaType>(StringComparer.Ordinal);
        foreach (var body in given)
            if (body.Body is { } view)
                content["application/json"] = new()
                {
                    Schema = SchemaComponents.Parse(views.ReferenceTo(view), document),
                };
            else if (body.MediaType is { } type)
                content[type] = new()
                {
                    Schema = new OpenApiSchema
                    {
                        Type = type.EndsWith("json", StringComparison.Ordinal)
                            ? JsonSchemaType.Object
                            : JsonSchemaType.String,
                    },
                };
        return new()
        {
            Description =
                given.Select(it => it.Description).FirstOrDefault(it => it is not null)
                ?? ReasonPhrases.GetReasonPhrase(given[0].Status) + ".",
            Content = content,
            Headers = mayReplay
                ? new Dictionary<string, IOpenApiHeader>(StringComparer.Ordinal)
                {
                    [Replayed] = new OpenApiHeaderReference(Replayed, document),
                }
                : null,
        };
    }

    /// <summary>A status with which both may come, told apart by the content type.</summary>
    private static OpenApiResponse Combine(OpenApiResponse given, OpenApiResponse refused)
    {
        foreach (var (type, body) in refused.Content!)
            given.Content!.Add(type, body);
        given.Description = $"{given.Description} Or: {refused.Description}";
        given.Headers = refused.Headers;
        return given;
    }

    private IOpenApiResponse ProblemResponseReference(KnownProblem[] refused)
    {
        if (refused is not [var only])
            return ProblemResponse(refused);
        if (document.Components?.Responses?.ContainsKey(only.ResponseName) != true)
            document.AddComponent(only.ResponseName, ProblemResponse(refused));
        return new OpenApiResponseReference(only.ResponseName, document);
    }

    private OpenApiResponse ProblemResponse(KnownProblem[] refused)
    {
        var codes = new JsonArray([.. refused.Select(it => it.Code)]);
        var schema = new JsonObject
        {
            ["allOf"] = new JsonArray(
                SchemaComponents.ReferenceTo(nameof(Problem)),
                new JsonObject { ["properties"] = new JsonObject { ["code"] = new JsonObject { ["enum"] = codes } } }
            ),
        };
        return new()
        {
            Description = refused is [var only]
                ? only.Summary
                : string.Join('\n', refused.Select(it => $"- `{it.Code}`: {it.Summary}")),
            Content = new Dictionary<string, OpenApiMediaType>(StringComparer.Ordinal)
            {
                [Problem.ContentType] = new() { Schema = SchemaComponents.Parse(schema, document) },
            },
            Headers = refused[0].Status is 429 or 503
                ? new Dictionary<string, IOpenApiHeader>(StringComparer.Ordinal)
                {
                    ["Retry-After"] = new OpenApiHeaderReference("Retry-After", document),
                }
                : null,
        };
    }
}
