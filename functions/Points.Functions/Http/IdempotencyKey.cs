using Microsoft.AspNetCore.Http;
using Points.Domain.Ledger;
using Points.Domain.Reading;

namespace Points.Functions.Http;

/// <summary>The header by which a caller marks all attempts at one thing.</summary>
public static class IdempotencyKey
{
    public const string Header = "Idempotency-Key";

    public static readonly string Rule = $"must be 1 to {Request.IdempotencyKeyLengthMax} visible ASCII characters";

    public static string Read(HttpRequest http, ValidationErrors errors)
    {
        var values = http.Headers[Header];
        if (values is [{ } key] && Request.IsIdempotencyKey(key))
            return key;
        errors.AddError(Header, values.Count == 0 ? "is required: points move once for each key" : Rule);
        return "";
    }
}
