using Microsoft.AspNetCore.Http;

namespace Points.Functions.Http;

/// <summary>What a request is answered with, in JSON: written to its response in one piece, or kept where nobody waits for a response.</summary>
public abstract class JsonResponse(int status, string contentType) : IResult
{
    public int Status => status;

    /// <summary>The body, in UTF-8.</summary>
    public abstract ReadOnlyMemory<byte> Json();

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var json = Json();
        var response = httpContext.Response;
        response.StatusCode = status;
        response.ContentType = contentType;
        response.ContentLength = json.Length;
        AddHeaders(response.Headers);
        await response.Body.WriteAsync(json, CancellationToken.None);
    }

    protected virtual void AddHeaders(IHeaderDictionary headers) { }
}
