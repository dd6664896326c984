using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Points.Functions.Http;

namespace Points.Local.Hosting;

/// <summary>
/// Runs a function that is not called over HTTP, as the Functions host lets its administrator; and waits until it is done,
/// and what it caused. Those that run for messages and changes run by themselves: of them it is only waited for.
/// </summary>
internal sealed class AdminHttp(IReadOnlyList<TimerPump> timers, IReadOnlyList<string> others, IdleDetector idle)
{
    private static readonly TimeSpan WaitMax = TimeSpan.FromSeconds(60);

    private static readonly Problem StillBusy = new(
        StatusCodes.Status503ServiceUnavailable,
        "still-busy",
        "What was begun, or follows from it, is not done yet."
    );

    public void Map(IEndpointRouteBuilder admin, CancellationToken ct) =>
        admin.MapPost(
            "/functions/{name}",
            async (string name) =>
            {
                var timer = timers.FirstOrDefault(function => IsNamed(function.Name, name));
                if (timer is null && !others.Any(other => IsNamed(other, name)))
                    return Problems.NotFound("function");
                if (timer is not null && !await timer.RunNow(WaitMax, ct))
                    return StillBusy;
                return await idle.WaitUntilIdle(WaitMax, ct)
                    ? Results.StatusCode(StatusCodes.Status202Accepted)
                    : StillBusy;
            }
        );

    private static bool IsNamed(string function, string name) =>
        string.Equals(function, name, StringComparison.OrdinalIgnoreCase);
}
