using Microsoft.AspNetCore.Http;
using Points.Domain.Ledger;
using Points.Domain.Reading;

namespace Points.Functions.Http;

/// <summary>The header that marks all attempts at the same request, so that they take effect once.</summary>
public static class IdempotencyKey
{
    public const string Header = "Idempotency-Key";

    public static readonly string Rule = $"must be 1 to {Request.IdempotencyKeyLengthMax} visible ASCII characters";

    /// <summary>Reads the header. Adds an error if it is missing or malformed.</summary>
    /// <returns>The key; empty if there was an error.</returns>
    public static string Read(HttpRequest http, ValidationErrors errors)
    {
        var values = http.Headers[Header];
        if (values is [{ } key] && Request.IsIdempotencyKey(key))
            return key;
        errors.AddError(Header, values.Count == 0 ? "is required, so that a repeat moves no points twice" : Rule);
        return "";
    }
}
