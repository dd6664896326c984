using System.Buffers.Text;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Points.Functions.Http;

/// <summary>
/// A document for everyone. Its ETag is made from its bytes, so all instances agree on it, and so that a caller who has
/// the same bytes already gets 304 without a body (RFC 9110, section 13).
/// </summary>
internal sealed class PublicDocument(ReadOnlyMemory<byte> bytes, string contentType) : IResult
{
    /// <summary>The language of the document; null if it has none.</summary>
    public string? Language { get; init; }

    /// <summary>The request headers that the document depends on; null if there are none.</summary>
    public string? Vary { get; init; }

    /// <summary>What a page may load; null for documents that are no pages.</summary>
    public string? SecurityPolicy { get; init; }

    public Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        ResponseHeaders.Protect(httpContext);
        ResponseHeaders.OpenToAllOrigins(httpContext);
        // Caches keep it, but ask each time: terms change from one second to the next.
        response.Headers.CacheControl = "no-cache";
        if (Vary is not null)
            response.Headers.Vary = Vary;
        var tag = new EntityTagHeaderValue($"\"{Base64Url.EncodeToString(SHA256.HashData(bytes.Span))}\"");
        response.Headers.ETag = tag.ToString();
        if (HasSame(httpContext.Request, tag))
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return Task.CompletedTask;
        }
        response.ContentType = contentType;
        response.ContentLength = bytes.Length;
        if (Language is not null)
            response.Headers.ContentLanguage = Language;
        if (SecurityPolicy is not null)
            response.Headers.ContentSecurityPolicy = SecurityPolicy;
        return response.Body.WriteAsync(bytes, CancellationToken.None).AsTask();
    }

    /// <summary>
    /// Compares weakly, as If-None-Match requires: a server in between that compresses the document makes the tag weak.
    /// A header that cannot be read is ignored.
    /// </summary>
    private static bool HasSame(HttpRequest request, EntityTagHeaderValue tag) =>
        EntityTagHeaderValue.TryParseList([.. request.Headers.IfNoneMatch.OfType<string>()], out var known)
        && known.Any(it => it.Equals(EntityTagHeaderValue.Any) || it.Compare(tag, useStrongComparison: false));
}
