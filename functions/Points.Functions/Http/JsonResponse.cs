using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Points.Functions.Http;

/// <summary>A JSON response. It is written to an HTTP response, or stored as the outcome of a queued message.</summary>
public abstract class JsonResponse(int status, string contentType) : IResult
{
    public int Status => status;

    /// <summary>The body, in UTF-8.</summary>
    public abstract ReadOnlyMemory<byte> Json();

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var json = Json();
        var response = httpContext.Response;
        if (!response.Headers.ContainsKey(HeaderNames.CacheControl))
            ResponseHeaders.Protect(httpContext);
        response.StatusCode = status;
        response.ContentType = contentType;
        response.ContentLength = json.Length;
        AddHeaders(response.Headers);
        await response.Body.WriteAsync(json, CancellationToken.None);
    }

    protected virtual void AddHeaders(IHeaderDictionary headers) { }
}
