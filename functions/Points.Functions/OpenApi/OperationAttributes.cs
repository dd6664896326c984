using Points.Functions.Access;

namespace Points.Functions.OpenApi;

// These attributes describe an HTTP function. The OpenAPI document is generated from them, and the tests check every
// answer against the document, so that a missing or wrong attribute fails a test.

/// <summary>The section of the API document that lists the functions of this class.</summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class ApiTagAttribute(string name) : Attribute
{
    public string Name => name;
}

/// <summary>The roles that may call the function. Members and merchants may call it only for their own data.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class CallersAttribute(Roles roles) : Attribute
{
    public Roles Roles => roles;

    /// <summary>The header with a signature that a caller may send instead of a token; null if there is none.</summary>
    public string? SignatureHeader { get; init; }
}

/// <summary>The function needs no token.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class PublicAttribute : Attribute;

/// <summary>The function takes a JSON body.</summary>
/// <param name="reader">
/// The type whose static method <c>Read</c> reads the body. The schema follows from the fields that it reads.
/// </param>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class RequestBodyAttribute(Type reader) : Attribute
{
    public Type Reader => reader;

    /// <summary>The name of the published schema of the body; null if there is none.</summary>
    public string? Schema { get; init; }

    /// <summary>Whether the request must carry an idempotency key because it moves points.</summary>
    public bool NeedsIdempotencyKey { get; init; }

    /// <summary>Whether the body is a merge patch (RFC 7396).</summary>
    public bool IsMergePatch { get; init; }

    /// <summary>Whether an empty body counts as an empty JSON object.</summary>
    public bool CanBeEmpty { get; init; }
}

/// <summary>The function answers with a page of a list and takes <c>limit</c> and <c>cursor</c> in the query.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class PagedAttribute(int limitDefault = Http.PageRequest.LimitDefault) : Attribute
{
    public int LimitDefault => limitDefault;
}

/// <summary>The function reads this query parameter.</summary>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
internal sealed class QueryParameterAttribute(string name, string description) : Attribute
{
    public string Name => name;

    public string Description => description;

    /// <summary>The allowed values; empty if they are not a closed set.</summary>
    public string[] OneOf { get; init; } = [];

    public string? Pattern { get; init; }
}

/// <summary>The function reads this header.</summary>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
internal sealed class HeaderParameterAttribute(string name, string description) : Attribute
{
    public string Name => name;

    public string Description => description;
}

/// <summary>A successful response of the function.</summary>
/// <param name="body">The type of the JSON body; null if there is no body or it is not JSON of a view.</param>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
internal sealed class ResponseAttribute(int status, Type? body = null) : Attribute
{
    public int Status => status;

    public Type? Body => body;

    /// <summary>Whether the response says which version it shows, for a later If-Match.</summary>
    public bool HasETag { get; init; }

    /// <summary>The content type of a body that is not a view; else null.</summary>
    public string? MediaType { get; init; }

    /// <summary>Describes the response; null if the body's own description is enough.</summary>
    public string? Description { get; init; }
}

/// <summary>
/// The problem codes that the function may answer with. Codes that follow from the other attributes are not listed:
/// those of an invalid request, a missing or insufficient token, and a reused key, and those that any request can get.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class ProblemResponsesAttribute(params string[] codes) : Attribute
{
    public IReadOnlyList<string> Codes => codes;
}
