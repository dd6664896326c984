using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Points.Functions.Http;

/// <summary>The headers of every answer that tell browsers and caches what they may do with it.</summary>
public static class ResponseHeaders
{
    /// <summary>What a script of another origin may read of an answer besides its body.</summary>
    private const string Exposed = "ETag, Idempotent-Replayed, Retry-After, WWW-Authenticate, Accept-Patch";

    /// <summary>
    /// Browsers do not guess the type of the body, and no cache keeps it: it may be personal. Public documents replace
    /// the second.
    /// </summary>
    public static void Protect(HttpContext http)
    {
        var headers = http.Response.Headers;
        headers.XContentTypeOptions = "nosniff";
        headers.CacheControl = "no-store";
        if (http.Request.Headers.ContainsKey(HeaderNames.Origin))
            headers.AccessControlExposeHeaders = Exposed;
    }

    /// <summary>
    /// Lets pages of every origin read the answer to a read that needs no token. Without regard to the request's
    /// origin, because a cache may keep the answer to one page for another.
    /// </summary>
    public static void OpenToAllOrigins(HttpContext http)
    {
        if (!HttpMethods.IsGet(http.Request.Method) && !HttpMethods.IsHead(http.Request.Method))
            return;
        http.Response.Headers.AccessControlAllowOrigin = "*";
        http.Response.Headers.AccessControlExposeHeaders = Exposed;
    }
}
