using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Points.Functions.Http;

/// <summary>Which function a request is for, in words that may be logged: a path may name a member, or hold a voucher's code, which is worth money.</summary>
internal static class RequestRoute
{
    /// <returns>As <c>api/vouchers/{code}/use</c>; null where nothing is there.</returns>
    public static string? FindTemplate(HttpContext http) => (http.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText;
}
