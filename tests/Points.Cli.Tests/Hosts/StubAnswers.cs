using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace Points.Cli.Tests.Hosts;

/// <summary>The answers of a host, as far as commands read them.</summary>
internal static class StubAnswers
{
    public static Task Write(this HttpContext http, int status, string body)
    {
        http.Response.StatusCode = status;
        return http.Response.WriteAsync(body);
    }

    public static Task WriteAccrual(this HttpContext http, long points) =>
        http.Write(StatusCodes.Status201Created, $$"""{"entryId":"e-1","points":{{points}},"explanation":[]}""");

    public static Task WriteQuote(this HttpContext http, long points) =>
        http.Write(StatusCodes.Status200OK, $$"""{"points":{{points}},"explanation":[]}""");

    public static Task WriteProblem(this HttpContext http, int status, string code, JsonObject? errors = null) =>
        http.Write(status, Problem(status, code, errors).ToJsonString());

    public static JsonObject Problem(int status, string code, JsonObject? errors = null)
    {
        var problem = new JsonObject
        {
            ["type"] = $"urn:points:problem:{code}",
            ["title"] = code,
            ["status"] = status,
            ["detail"] = "because",
            ["code"] = code,
        };
        if (errors is not null)
            problem["errors"] = errors;
        return problem;
    }
}
