using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Points.Functions.Http;

/// <summary>The path as it came: servers decode all but <c>%2F</c>, after which it cannot be told from a <c>%252F</c>.</summary>
internal static class RawPath
{
    /// <returns>The last segment, decoded once and wholly; null where the server does not tell.</returns>
    public static string? LastSegment(HttpRequest http)
    {
        if (http.HttpContext.Features.Get<IHttpRequestFeature>()?.RawTarget is not { Length: > 0 } target)
            return null;
        var path = target.Split('?', 2)[0].TrimEnd('/');
        return Uri.UnescapeDataString(path[(path.LastIndexOf('/') + 1)..]);
    }
}
