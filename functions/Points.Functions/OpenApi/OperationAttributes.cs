using Points.Functions.Access;

namespace Points.Functions.OpenApi;

// What a function says of itself beside its trigger. The document of the API is made of it, and its answers are held against
// that in the tests: what is missing or wrong here fails there.

/// <summary>Under which heading the functions of a class stand.</summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class ApiTagAttribute(string name) : Attribute
{
    public string Name => name;
}

/// <summary>Who may call a function at all: members and merchants for what is their own.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class CallersAttribute(Roles roles) : Attribute
{
    public Roles Roles => roles;

    /// <summary>The header by which a caller without a token may prove who it is; null where there is none.</summary>
    public string? SignatureHeader { get; init; }
}

/// <summary>Needs no token.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class PublicAttribute : Attribute;

/// <summary>Has a JSON body.</summary>
/// <param name="reader">Its static method <c>Read</c> reads the body, and tells its schema by the fields it asks for.</param>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class RequestBodyAttribute(Type reader) : Attribute
{
    public Type Reader => reader;

    /// <summary>The published schema of the body, where there is one.</summary>
    public string? Schema { get; init; }

    /// <summary>Whether the request moves points, so that it must carry an idempotency key.</summary>
    public bool NeedsIdempotencyKey { get; init; }

    /// <summary>Whether nothing at all means an empty object.</summary>
    public bool CanBeEmpty { get; init; }
}

/// <summary>Answers with a page of a list, as <c>limit</c> and <c>cursor</c> in the query ask.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class PagedAttribute(int limitDefault = Http.PageRequest.LimitDefault) : Attribute
{
    public int LimitDefault => limitDefault;
}

/// <summary>Looks at a parameter of the query.</summary>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
internal sealed class QueryParameterAttribute(string name, string description) : Attribute
{
    public string Name => name;

    public string Description => description;

    /// <summary>What it may be, where that is a closed set.</summary>
    public string[] OneOf { get; init; } = [];

    public string? Pattern { get; init; }
}

/// <summary>Looks at a header.</summary>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
internal sealed class HeaderParameterAttribute(string name, string description) : Attribute
{
    public string Name => name;

    public string Description => description;
}

/// <summary>Answers with a status and a body that gives what was asked for.</summary>
/// <param name="body">Written as JSON by the serializer of its slice; null where there is none, or another one.</param>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
internal sealed class ResponseAttribute(int status, Type? body = null) : Attribute
{
    public int Status => status;

    public Type? Body => body;

    /// <summary>Of a body that is no view.</summary>
    public string? MediaType { get; init; }

    /// <summary>Null where the body tells it.</summary>
    public string? Description { get; init; }
}

/// <summary>
/// May be refused, with these codes. What follows from other attributes need not be named: an invalid request, no token or not
/// the right one, a key that came before, and what can befall any request.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class ProblemResponsesAttribute(params string[] codes) : Attribute
{
    public IReadOnlyList<string> Codes => codes;
}
