using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Points.Functions.Http;

/// <summary>
/// The path as the client sent it. Servers decode everything but <c>%2F</c>, so a decoded path does not show whether
/// the client sent <c>%2F</c> or <c>%252F</c>.
/// </summary>
internal static class RawPath
{
    /// <returns>The last segment, fully decoded once; null if the server does not expose the raw path.</returns>
    public static string? LastSegment(HttpRequest http)
    {
        if (http.HttpContext.Features.Get<IHttpRequestFeature>()?.RawTarget is not { Length: > 0 } target)
            return null;
        var path = target.Split('?', 2)[0].TrimEnd('/');
        return Uri.UnescapeDataString(path[(path.LastIndexOf('/') + 1)..]);
    }
}
