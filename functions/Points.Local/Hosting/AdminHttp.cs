using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Points.Functions.Http;

namespace Points.Local.Hosting;

/// <summary>
/// Runs a timer function by hand, like the Functions host's admin endpoint, and waits until the host is idle again.
/// Functions for messages and changes run by themselves: for them the call only waits.
/// </summary>
internal sealed class AdminHttp(
    IReadOnlyList<TimerPump> timers,
    IReadOnlyList<string> pumpedFunctions,
    IdleDetector idle
)
{
    private static readonly TimeSpan WaitMax = TimeSpan.FromSeconds(60);

    private static readonly Problem StillBusy = new(
        StatusCodes.Status503ServiceUnavailable,
        "still-busy",
        "The functions are still running after 60 seconds. Try again later."
    );

    public void Map(IEndpointRouteBuilder admin, CancellationToken ct) =>
        admin.MapPost(
            "/functions/{name}",
            async (string name) =>
            {
                var timer = timers.FirstOrDefault(function => IsNamed(function.Name, name));
                if (timer is null && !pumpedFunctions.Any(function => IsNamed(function, name)))
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
