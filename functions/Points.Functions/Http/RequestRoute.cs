using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Points.Functions.Http;

/// <summary>
/// The route template of a request, which is safe to log. The path is not: it may name a member or hold a voucher's
/// code, which is worth money.
/// </summary>
internal static class RequestRoute
{
    /// <returns>For example <c>api/vouchers/{code}/use</c>; null if no route matches.</returns>
    public static string? FindTemplate(HttpContext http) => (http.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText;
}
