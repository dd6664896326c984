using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Points.Domain.Reading;

namespace Points.Functions.Http;

/// <summary>A problem document (RFC 9457). Its code never changes, so that programs can rely on it.</summary>
public sealed class Problem(int status, string code, string detail) : JsonResponse(status, ContentType)
{
    public const string ContentType = "application/problem+json";

    /// <summary>What a caller without a token is asked for (RFC 6750).</summary>
    internal const string Challenge = "Bearer realm=\"points\"";

    /// <summary>How long a caller should wait after a 429 or 503.</summary>
    private const int RetryAfterSeconds = 1;

    private readonly ProblemDetails _document = new()
    {
        Type = $"urn:points:problem:{code}",
        Title = code.Replace('-', ' '),
        Status = status,
        Detail = detail,
        Extensions = { ["code"] = code },
    };

    private readonly Dictionary<string, string> _headers = new(StringComparer.OrdinalIgnoreCase);

    public string Code => code;

    public string Detail => detail;

    public Problem WithExtension(string name, string value) => Add(name, value);

    public Problem WithExtension(string name, long value) => Add(name, value);

    /// <summary>Adds a header to the response.</summary>
    public Problem WithHeader(string name, string value)
    {
        _headers.Add(name, value);
        return this;
    }

    /// <summary>Lists the invalid fields, each with what it must be.</summary>
    public Problem WithErrors(IReadOnlyDictionary<string, string> errors) =>
        Add("errors", new Dictionary<string, string>(errors, StringComparer.Ordinal));

    public override ReadOnlyMemory<byte> Json() =>
        ReadableJson.Serialize(_document, ProblemJson.Default.ProblemDetails);

    protected override void AddHeaders(IHeaderDictionary headers)
    {
        if (Status == StatusCodes.Status401Unauthorized)
            headers.WWWAuthenticate = Challenge;
        if (Status is StatusCodes.Status429TooManyRequests or StatusCodes.Status503ServiceUnavailable)
            headers.RetryAfter = $"{RetryAfterSeconds}";
        foreach (var (name, value) in _headers)
            headers[name] = value;
    }

    private Problem Add(string name, object value)
    {
        _document.Extensions.Add(name, value);
        return this;
    }
}

/// <summary>Writes problem documents, with all types that <see cref="Problem"/> adds as extension members.</summary>
[JsonSerializable(typeof(ProblemDetails))]
[JsonSerializable(typeof(string))]
[JsonSerializable(typeof(long))]
[JsonSerializable(typeof(Dictionary<string, string>))]
internal sealed partial class ProblemJson : JsonSerializerContext;
