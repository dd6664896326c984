using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Points.Domain.Reading;
using Points.Functions.Http;
using Points.Local.Hosting;

namespace Points.Local.Clock;

/// <summary>Shows and sets business time over HTTP.</summary>
/// <param name="gate">The gate that all requests of the app pass.</param>
/// <param name="entryAfter">Finds a ledger entry booked after an instant; null if there is none.</param>
/// <param name="timeSkipped">
/// Called with the time that the clock skipped when it was set ahead, so that messages scheduled for the next morning
/// become due with it.
/// </param>
internal sealed class ClockHttp(
    LocalClock clock,
    RequestGate gate,
    Func<DateTimeOffset, CancellationToken, Task<DateTimeOffset?>> entryAfter,
    Func<TimeSpan, Task> timeSkipped
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
        var answer = await JsonBody.Read(
            http.Request,
            needsIdempotencyKey: false,
            Read,
            (it, _) => SetChecked(it.Now, ct),
            ct
        );
        await answer.ExecuteAsync(http);
    }

    private ViewResponse<ClockView> Show() =>
        new(StatusCodes.Status200OK, new(clock.GetUtcNow()), LocalJson.Default.ClockView);

    /// <summary>Ledger entries are ordered by time, so the clock is never set to before an existing entry.</summary>
    private async Task<IResult> SetChecked(DateTimeOffset now, CancellationToken ct)
    {
        await _oneAtATime.WaitAsync(ct);
        try
        {
            // A request that has read the old time could book an entry after the check, so no request runs meanwhile.
            if (now - clock.GetUtcNow() is var ahead && ahead < TimeSpan.Zero)
                return await gate.RunExclusively(() => SetBack(now, ct), ct);
            var shown = SetTo(now);
            await timeSkipped(ahead);
            return shown;
        }
        finally
        {
            _oneAtATime.Release();
        }
    }

    private async Task<IResult> SetBack(DateTimeOffset now, CancellationToken ct) =>
        await entryAfter(now, ct) is { } booked
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
