using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Points.Benchmarks.Peer;

/// <summary>Writes answers and problem documents.</summary>
internal static class HttpAnswers
{
    public static string Member(this HttpContext http) => (string)http.Request.RouteValues["member"]!;

    public static async Task Answer(
        this HttpContext http,
        int status,
        byte[] json,
        string contentType = "application/json"
    )
    {
        http.Response.StatusCode = status;
        http.Response.ContentType = contentType;
        http.Response.ContentLength = json.Length;
        await http.Response.BodyWriter.WriteAsync(json, http.RequestAborted);
    }

    public static Task Refuse(this HttpContext http, int status, string code, string detail)
    {
        var title = code.Replace('-', ' ');
        var problem = new Problem($"urn:points:problem:{code}", title, status, detail, code);
        return http.Answer(
            status,
            JsonSerializer.SerializeToUtf8Bytes(problem, PeerJson.Plain.Problem),
            "application/problem+json"
        );
    }

    /// <summary>Answers a request to a wallet that does not exist, or one that was made before.</summary>
    public static Task AnswerUnbooked(this HttpContext http, LockedWallet? wallet, WriteRequest request)
    {
        if (wallet?.First is not { } first)
            return http.Refuse(StatusCodes.Status404NotFound, "member-not-enrolled", "The member is not enrolled.");
        if (!first.Fingerprint.AsSpan().SequenceEqual(request.Fingerprint))
            return http.Refuse(
                StatusCodes.Status422UnprocessableEntity,
                "idempotency-key-reused",
                "This Idempotency-Key was used before with a different request."
            );
        http.Response.Headers["Idempotent-Replayed"] = bool.TrueString.ToLower(CultureInfo.InvariantCulture);
        return http.Answer(StatusCodes.Status201Created, first.Body);
    }
}
