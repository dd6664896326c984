using System.Globalization;
using System.Reflection;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.OpenApi;
using Points.Functions.Http;
using Points.Functions.OpenApi;

namespace Points.Cli.OpenApi;

/// <summary>Describes the responses of a function by status: its successes and its problems.</summary>
internal sealed class ResponseBuilder(OpenApiDocument document, ViewSchemas views, ProblemCatalog problems)
{
    private const string Replayed = "Idempotent-Replayed",
        ETag = "ETag",
        KeyReused = "idempotency-key-reused";

    public OpenApiResponses Build(ApiFunction function, bool hasPathParameters)
    {
        var method = function.Method;
        var codes = CodesOf(method, hasPathParameters).Distinct(StringComparer.Ordinal).ToArray();
        var byStatus = new SortedDictionary<int, IOpenApiResponse>();
        foreach (var successes in method.GetCustomAttributes<ResponseAttribute>().GroupBy(it => it.Status))
            byStatus[successes.Key] = SuccessResponse(
                function.Name,
                successes.Key,
                [.. successes],
                mayReplay: codes.Contains(KeyReused)
            );
        foreach (var group in codes.Select(code => problems[code]).GroupBy(it => it.Status))
        {
            KnownProblem[] sorted = [.. group.OrderBy(it => it.Code, StringComparer.Ordinal)];
            if (byStatus.TryGetValue(group.Key, out var success))
                byStatus[group.Key] = Combine((OpenApiResponse)success, ProblemResponse(group.Key, sorted));
            else
                byStatus[group.Key] = ProblemResponseReference(group.Key, sorted);
        }
        var responses = new OpenApiResponses();
        foreach (var (status, response) in byStatus)
            responses[status.ToString(CultureInfo.InvariantCulture)] = response;
        return responses;
    }

    /// <summary>The header components that responses refer to.</summary>
    public static Dictionary<string, IOpenApiHeader> Headers =>
        new(StringComparer.Ordinal)
        {
            [Replayed] = new OpenApiHeader
            {
                Description = "`true` if this is the first answer to an earlier request with the same key.",
                Schema = new OpenApiSchema { Type = JsonSchemaType.String, Enum = ["true"] },
            },
            [ETag] = new OpenApiHeader
            {
                Description =
                    "The version that the response shows. `If-Match` of a later write takes it, or `If-None-Match` of a"
                    + " later read of a public document.",
                Schema = new OpenApiSchema { Type = JsonSchemaType.String },
            },
            ["Retry-After"] = new OpenApiHeader
            {
                Description = "The number of seconds to wait before the next attempt.",
                Schema = new OpenApiSchema { Type = JsonSchemaType.Integer },
            },
        };

    private static IEnumerable<string> CodesOf(MethodInfo method, bool hasPathParameters)
    {
        var body = method.GetCustomAttribute<RequestBodyAttribute>();
        foreach (var code in method.GetCustomAttribute<ProblemResponsesAttribute>()?.Codes ?? [])
            yield return code;
        if (
            body is not null
            || hasPathParameters
            || method.GetCustomAttribute<PagedAttribute>() is not null
            || method.GetCustomAttributes<QueryParameterAttribute>().Any()
        )
            yield return "invalid-request";
        if (body is not null)
        {
            yield return "body-too-large";
            yield return "unsupported-media-type";
        }
        if (body is { NeedsIdempotencyKey: true })
            yield return KeyReused;
        if (method.GetCustomAttribute<CallersAttribute>() is not null)
        {
            yield return "unauthenticated";
            yield return "forbidden";
        }
        if (method.IsStatic)
            yield break; // A static function has no dependencies that could fail.
        yield return "too-many-requests";
        yield return "internal-error";
        if (method.GetCustomAttribute<CallersAttribute>() is not null)
            yield return "record-altered";
        yield return "unavailable";
    }

    private OpenApiResponse SuccessResponse(string function, int status, ResponseAttribute[] successes, bool mayReplay)
    {
        var content = new Dictionary<string, OpenApiMediaType>(StringComparer.Ordinal);
        foreach (var success in successes)
            if (success.Body is { } view)
                content["application/json"] = new()
                {
                    Schema = SchemaComponents.Parse(views.ReferenceTo(view), document),
                    Example = ApiExamples.AnswerOf(function, status),
                };
            else if (success.MediaType is { } type)
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
                successes.Select(it => it.Description).FirstOrDefault(it => it is not null)
                ?? ReasonPhrases.GetReasonPhrase(status) + ".",
            Content = content,
            Headers = HeadersOf(mayReplay, successes.Any(it => it.HasETag)),
        };
    }

    private Dictionary<string, IOpenApiHeader>? HeadersOf(bool mayReplay, bool hasETag)
    {
        var headers = new Dictionary<string, IOpenApiHeader>(StringComparer.Ordinal);
        if (mayReplay)
            headers[Replayed] = new OpenApiHeaderReference(Replayed, document);
        if (hasETag)
            headers[ETag] = new OpenApiHeaderReference(ETag, document);
        return headers.Count > 0 ? headers : null;
    }

    /// <summary>Combines a success and a problem that share a status. Their content types differ.</summary>
    private static OpenApiResponse Combine(OpenApiResponse success, OpenApiResponse problem)
    {
        foreach (var (type, body) in problem.Content!)
            success.Content!.Add(type, body);
        success.Description = $"{success.Description} Or: {problem.Description}";
        success.Headers = problem.Headers;
        return success;
    }

    private IOpenApiResponse ProblemResponseReference(int status, KnownProblem[] sameStatus)
    {
        if (sameStatus is not [var only])
            return ProblemResponse(status, sameStatus);
        if (document.Components?.Responses?.ContainsKey(only.ResponseName) != true)
            document.AddComponent(only.ResponseName, ProblemResponse(status, sameStatus));
        return new OpenApiResponseReference(only.ResponseName, document);
    }

    /// <summary>Describes the problems of one status: each code has an example.</summary>
    private OpenApiResponse ProblemResponse(int status, KnownProblem[] sameStatus) =>
        new()
        {
            Description = sameStatus is [var only]
                ? only.Summary
                : string.Join('\n', sameStatus.Select(it => $"- `{it.Code}`: {it.Summary}")),
            Content = new Dictionary<string, OpenApiMediaType>(StringComparer.Ordinal)
            {
                [Problem.ContentType] = new()
                {
                    Schema = new OpenApiSchemaReference(nameof(Problem), document),
                    Examples = sameStatus.ToDictionary(
                        it => it.Code,
                        IOpenApiExample (it) => new OpenApiExample { Value = JsonNode.Parse(it.Example) },
                        StringComparer.Ordinal
                    ),
                },
            },
            Headers = status is 429 or 503
                ? new Dictionary<string, IOpenApiHeader>(StringComparer.Ordinal)
                {
                    ["Retry-After"] = new OpenApiHeaderReference("Retry-After", document),
                }
                : null,
        };
}
