using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Points.Domain.Reading;

namespace Points.Functions.Http;

/// <summary>A problem document (RFC 9457) with a code that stays.</summary>
public sealed class Problem(int status, string code, string detail) : JsonResponse(status, ContentType)
{
    public const string ContentType = "application/problem+json";

    /// <summary>How soon a caller who found us busy may try again.</summary>
    private const int RetryAfterSeconds = 1;

    private readonly List<(string Name, Action<Utf8JsonWriter> Write)> _more = [];

    public string Code => code;

    public string Detail => detail;

    public Problem WithExtension(string name, string value) =>
        WithExtension(name, json => json.WriteStringValue(value));

    public Problem WithExtension(string name, long value) => WithExtension(name, json => json.WriteNumberValue(value));

    /// <summary>Names the fields at fault: each with what it must be.</summary>
    public Problem WithErrors(IReadOnlyDictionary<string, string> errors) =>
        WithExtension(
            "errors",
            json =>
            {
                json.WriteStartObject();
                foreach (var (field, why) in errors)
                    json.WriteString(field, why);
                json.WriteEndObject();
            }
        );

    public override ReadOnlyMemory<byte> Json() => ReadableJson.Serialize(Write);

    protected override void AddHeaders(IHeaderDictionary headers)
    {
        if (Status == StatusCodes.Status401Unauthorized)
            headers.WWWAuthenticate = "Bearer";
        if (Status is StatusCodes.Status429TooManyRequests or StatusCodes.Status503ServiceUnavailable)
            headers.RetryAfter = $"{RetryAfterSeconds}";
    }

    private Problem WithExtension(string name, Action<Utf8JsonWriter> write)
    {
        _more.Add((name, write));
        return this;
    }

    private void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("type", $"urn:points:problem:{code}");
        json.WriteString("title", code.Replace('-', ' '));
        json.WriteNumber("status", Status);
        json.WriteString("detail", detail);
        json.WriteString("code", code);
        foreach (var (name, write) in _more)
        {
            json.WritePropertyName(name);
            write(json);
        }
        json.WriteEndObject();
    }
}
