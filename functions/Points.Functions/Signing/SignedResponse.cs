using System.Text;
using Microsoft.AspNetCore.Http;

namespace Points.Functions.Signing;

/// <summary>A response with one signed document.</summary>
internal sealed class SignedResponse(string document) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.ContentType = SignedDocument.MediaType;
        response.ContentLength = document.Length;
        return response.Body.WriteAsync(Encoding.ASCII.GetBytes(document), CancellationToken.None).AsTask();
    }
}
