using Microsoft.AspNetCore.Http;

namespace Points.Local.Hosting;

/// <summary>
/// Lets a settlement period be closed by hand only once everything that was begun is done. In Azure hours pass between a
/// month's end and its close; here the clock is set from one to the other, and lines would be late that are a moment old.
/// </summary>
internal sealed class CloseWhenIdle(IdleDetector idle)
{
    private static readonly TimeSpan WaitMax = TimeSpan.FromSeconds(60);

    public async Task Invoke(HttpContext http, RequestDelegate next)
    {
        // Whether or not it got quiet: what is late then goes to the next period, as it would anywhere.
        if (IsPeriodClose(http.Request))
            await idle.WaitUntilIdle(WaitMax, http.RequestAborted);
        await next(http);
    }

    private static bool IsPeriodClose(HttpRequest request) =>
        HttpMethods.IsPost(request.Method)
        && request.Path.StartsWithSegments(
            $"/{FunctionServer.Prefix}/settlement/periods",
            StringComparison.OrdinalIgnoreCase,
            out var rest
        )
        && rest.Value?.EndsWith("/close", StringComparison.OrdinalIgnoreCase) == true;
}
