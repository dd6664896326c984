using Microsoft.AspNetCore.Http;

namespace Points.Local.Hosting;

/// <summary>
/// Lets a settlement period be closed by hand only once everything that was begun is done. In Azure hours pass between a
/// month's end and its close; here the clock is set from one to the other, and lines would be late that are a moment old.
/// </summary>
internal sealed class CloseInQuiet(Quiet quiet)
{
    private static readonly TimeSpan WaitMax = TimeSpan.FromSeconds(60);

    public async Task Pass(HttpContext http, RequestDelegate next)
    {
        // Whether or not it got quiet: what is late then goes to the next period, as it would anywhere.
        if (IsClose(http.Request))
            await quiet.Wait(WaitMax, http.RequestAborted);
        await next(http);
    }

    private static bool IsClose(HttpRequest request) =>
        HttpMethods.IsPost(request.Method)
        && request.Path.StartsWithSegments(
            $"/{FunctionServer.Prefix}/settlement/periods",
            StringComparison.OrdinalIgnoreCase,
            out var rest
        )
        && rest.Value?.EndsWith("/close", StringComparison.OrdinalIgnoreCase) == true;
}
