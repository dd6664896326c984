using Microsoft.AspNetCore.Http;

namespace Points.Local.Hosting;

/// <summary>
/// Delays a manual close of a settlement period until all functions are idle. In Azure, hours pass between the end of a
/// month and its close. Here the clock jumps over them, and the last lines of the month would be late.
/// </summary>
internal sealed class CloseWhenIdle(IdleDetector idle)
{
    private static readonly TimeSpan WaitMax = TimeSpan.FromSeconds(60);

    public async Task Invoke(HttpContext http, RequestDelegate next)
    {
        // Also closes when the wait times out: late lines go to the next period, as they do in Azure.
        if (IsPeriodClose(http.Request))
            await idle.WaitUntilIdle(WaitMax, http.RequestAborted);
        await next(http);
    }

    private static bool IsPeriodClose(HttpRequest request) =>
        HttpMethods.IsPost(request.Method)
        && request.Path.StartsWithSegments(
            $"/{OneMachineHost.ApiPrefix}/settlement/periods",
            StringComparison.OrdinalIgnoreCase,
            out var rest
        )
        && rest.Value?.EndsWith("/close", StringComparison.OrdinalIgnoreCase) == true;
}
