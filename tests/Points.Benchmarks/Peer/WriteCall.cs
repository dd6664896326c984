using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http;

namespace Points.Benchmarks.Peer;

/// <summary>Reads what every write has: a token, an idempotency key and a body.</summary>
internal sealed class WriteCall(Tokens tokens, TimeProvider clock)
{
    public DateTimeOffset Now => clock.GetUtcNow();

    /// <returns>Null if the request was refused.</returns>
    public async ValueTask<(Caller Caller, string Key, T Body)?> Begin<T>(HttpContext http, JsonTypeInfo<T> type)
        where T : class
    {
        if (await FindCaller(http) is not { } caller)
            return null;
        if (http.Request.Headers["Idempotency-Key"].ToString() is not { Length: > 0 and <= Text.LengthMax } key)
        {
            await http.Refuse(
                StatusCodes.Status400BadRequest,
                "invalid-request",
                $"The header Idempotency-Key must have 1 to {Text.LengthMax} characters."
            );
            return null;
        }
        try
        {
            var body = await JsonSerializer.DeserializeAsync(http.Request.BodyReader, type, http.RequestAborted);
            if (body is not null)
                return (caller, key, body);
            await http.Refuse(StatusCodes.Status400BadRequest, "invalid-request", "The body must be an object.");
        }
        catch (JsonException exception)
        {
            await http.Refuse(StatusCodes.Status400BadRequest, "invalid-request", exception.Message);
        }
        return null;
    }

    /// <returns>Null if the request was refused.</returns>
    public async ValueTask<Caller?> FindCaller(HttpContext http)
    {
        if (await tokens.Find(http.Request.Headers.Authorization) is { } caller)
            return caller;
        await http.Refuse(StatusCodes.Status401Unauthorized, "unauthorized", "A valid token is needed.");
        return null;
    }
}
