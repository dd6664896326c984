using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Points.Domain.Reading;
using Points.Functions.Http;
using Points.Local.Hosting;

namespace Points.Local.Clock;

/// <summary>Shows and sets business time over HTTP.</summary>
/// <param name="gate">The gate that all requests of the app pass.</param>
/// <param name="findEntryAfter">Finds the time of any ledger entry after an instant; null if there is none.</param>
/// <param name="onTimeSkipped">
/// Called after the clock was set ahead, with the time that it skipped. Scheduled messages, such as notices that wait
/// for the next morning, then become due that much earlier.
/// </param>
internal sealed class ClockHttp(
    LocalClock clock,
    RequestGate gate,
    Func<DateTimeOffset, CancellationToken, Task<DateTimeOffset?>> findEntryAfter,
    Func<TimeSpan, Task> onTimeSkipped
) : IDisposable
{
    private readonly SemaphoreSlim _oneAtATime = new(1);

    public void Map(IEndpointRouteBuilder routes, CancellationToken ct)
    {
        routes.MapGet("/clock", http => Show().ExecuteAsync(http));
        routes.MapPut("/clock", http => Put(http, ct));
    }

    public void Dispose() => _oneAtATime.Dispose();

    private static ClockView Read(FieldReader reader)
    {
        var now = reader.Instant("now");
        if (now < LocalClock.Earliest || now > LocalClock.Latest)
            reader.AddError(
                "now",
                $"must be an instant from {LocalClock.Earliest:yyyy} to {LocalClock.Latest:yyyy}, with its offset"
            );
        return new(now);
    }

    private async Task Put(HttpContext http, CancellationToken ct)
    {
        var body = await JsonBody.Read(http.Request, ct);
        var requested = Read(body.Fields);
        var answer = body.FindProblem() ?? await SetIfAllowed(requested.Now, ct);
        await answer.ExecuteAsync(http);
    }

    private ViewResponse<ClockView> Show() =>
        new(StatusCodes.Status200OK, new(clock.GetUtcNow()), LocalJson.Default.ClockView);

    /// <summary>Ledger entries are ordered by time, so the clock is never set to before an existing entry.</summary>
    private async Task<IResult> SetIfAllowed(DateTimeOffset now, CancellationToken ct)
    {
        await _oneAtATime.WaitAsync(ct);
        try
        {
            var skipped = now - clock.GetUtcNow();
            // A request that has read the old time could book an entry after the check, so no request runs meanwhile.
            if (skipped < TimeSpan.Zero)
                return await gate.RunExclusively(() => SetBack(now, ct), ct);
            var response = SetTo(now);
            await onTimeSkipped(skipped);
            return response;
        }
        finally
        {
            _oneAtATime.Release();
        }
    }

    private async Task<IResult> SetBack(DateTimeOffset now, CancellationToken ct) =>
        await findEntryAfter(now, ct) is { } booked
            ? new Problem(
                StatusCodes.Status409Conflict,
                "clock-would-go-back",
                $"The clock cannot be set to before {booked:O}: the ledger has an entry of that time."
            )
            : SetTo(now);

    private ViewResponse<ClockView> SetTo(DateTimeOffset now)
    {
        clock.Set(now);
        return Show();
    }
}

internal sealed record ClockView(DateTimeOffset Now);
