using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;

namespace Emulators.CosmosDb.Serving;

/// <summary>Converts between the requests of a server and those that the emulator's handler answers.</summary>
internal static class HttpMessages
{
    public static async Task<HttpRequestMessage> Read(HttpRequest from)
    {
        using var body = new MemoryStream();
        await from.Body.CopyToAsync(body, from.HttpContext.RequestAborted);
        var request = new HttpRequestMessage(new(from.Method), from.GetEncodedUrl())
        {
            Content = new ByteArrayContent(body.ToArray()),
        };
        foreach (var (name, values) in from.Headers)
            if (!request.Headers.TryAddWithoutValidation(name, (IEnumerable<string?>)values))
                request.Content.Headers.TryAddWithoutValidation(name, (IEnumerable<string?>)values);
        return request;
    }

    public static async Task Write(HttpResponseMessage answer, HttpResponse to)
    {
        to.StatusCode = (int)answer.StatusCode;
        foreach (var (name, values) in answer.Headers.Concat(answer.Content.Headers))
            to.Headers[name] = values.ToArray();
        // Answers of these kinds have no body, and the server refuses to write one.
        if (answer.StatusCode is System.Net.HttpStatusCode.NoContent or System.Net.HttpStatusCode.NotModified)
        {
            to.Headers.Remove("Content-Length");
            return;
        }
        await answer.Content.CopyToAsync(to.Body, to.HttpContext.RequestAborted);
    }
}
