using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;
using Points.Functions.Jobs;
using Points.Local.Clock;

namespace Points.Local.Hosting;

/// <summary>
/// Runs a function by its schedule, in business time, and by hand: one run at a time. Every moment of the schedule is
/// followed by a run that began then or later; one run does for all moments that were missed.
/// </summary>
/// <param name="schedule">Null for a function that is disabled: it runs by hand only.</param>
/// <param name="quiet">Waits until what is under way is done; false if that takes too long.</param>
internal sealed partial class TimerPump(
    TimerFunction function,
    JobSchedule? schedule,
    TimerRecords records,
    LocalClock clock,
    IServiceProvider services,
    Func<TimeSpan, CancellationToken, Task<bool>> quiet,
    ILogger log
) : IDisposable
{
    /// <summary>A run that begins later than this after its moment is past due.</summary>
    private static readonly TimeSpan LateAfter = TimeSpan.FromSeconds(10);

    /// <summary>Nobody tells when a machine slept or its own clock was set, so now and then it is looked.</summary>
    private static readonly TimeSpan RecheckInterval = TimeSpan.FromMinutes(1);

    /// <summary>How long a run by schedule waits for what is under way; then it runs all the same.</summary>
    private static readonly TimeSpan IdleWaitMax = TimeSpan.FromSeconds(30);

    private readonly SemaphoreSlim _oneAtATime = new(1);

    /// <summary>Taken before anybody can set the clock, or what it was set beyond before the first wait would not count as missed.</summary>
    private readonly TimerRecord? _first = schedule is null ? null : records.GetOrAdd(function.Name, clock.GetUtcNow());

    public string Name => function.Name;

    /// <summary>Runs the function whenever it is due, until it is asked to stop; ends with the last run.</summary>
    /// <param name="stopping">Cancelled when no more runs are to begin.</param>
    /// <param name="call">What the function gets: cancelled when it must not go on.</param>
    public async Task Run(CancellationToken stopping, CancellationToken call)
    {
        if (schedule is null || _first is not { } record)
            return;
        try
        {
            for (; ; records.Save(Name, record))
            {
                (record, var isPastDue) = await WaitUntilDue(record, schedule, stopping);
                if (await RunScheduled(record, isPastDue, stopping, call) is not { } began)
                    return;
                record = new(began, began);
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // What was due and has not run is past due after the next start.
        }
    }

    /// <summary>Runs the function now, once a run under way has ended and what is under way elsewhere is done.</summary>
    /// <returns>False if that took too long, and nothing was run.</returns>
    public async Task<bool> RunNow(TimeSpan idleWaitMax, CancellationToken ct)
    {
        await _oneAtATime.WaitAsync(ct);
        try
        {
            // Schedules leave time for what is under way; whoever runs one now has left none.
            if (!await quiet(idleWaitMax, ct))
                return false;
            await function.Call.Run(services, new TimerInfo(), null, ct);
            return true;
        }
        finally
        {
            _oneAtATime.Release();
        }
    }

    public void Dispose() => _oneAtATime.Dispose();

    /// <summary>Waits for the next moment of the schedule.</summary>
    /// <returns>Since when it counts moments: earlier than it did, if the clock was set back.</returns>
    private async Task<(TimerRecord Record, bool IsPastDue)> WaitUntilDue(
        TimerRecord record,
        JobSchedule schedule,
        CancellationToken ct
    )
    {
        for (var hasWaited = false; ; )
        {
            // Before the time is read, or it could be set between the two and nobody would hear of it.
            var set = clock.NextSet;
            var now = clock.GetUtcNow();
            if (now < record.Since)
                records.Save(Name, record = record with { Since = now });
            var next = schedule.NextAfter(record.Since) ?? DateTimeOffset.MaxValue;
            if (next <= now)
                return (record, !hasWaited || now - next > LateAfter);
            hasWaited = await WaitUnlessClockSet(next - now, set, ct);
        }
    }

    /// <returns>False if the clock was set meanwhile.</returns>
    private static async Task<bool> WaitUnlessClockSet(TimeSpan left, Task clockSet, CancellationToken ct)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(ct);
        // A timer counts whole milliseconds, and may end a fraction of one too soon.
        var passing = Task.Delay(
            left < RecheckInterval ? left + TimeSpan.FromMilliseconds(1) : RecheckInterval,
            TimeProvider.System,
            over.Token
        );
        var first = await Task.WhenAny(passing, clockSet);
        await over.CancelAsync();
        ct.ThrowIfCancellationRequested();
        return first == passing;
    }

    /// <returns>When it began; null if it was cut off by the host's end.</returns>
    private async Task<DateTimeOffset?> RunScheduled(
        TimerRecord record,
        bool isPastDue,
        CancellationToken stopping,
        CancellationToken call
    )
    {
        await _oneAtATime.WaitAsync(stopping);
        try
        {
            // Here the clock jumps over the hours that schedules leave for what is under way.
            await quiet(IdleWaitMax, stopping);
            var began = clock.GetUtcNow();
            return await RunToEnd(new() { IsPastDue = isPastDue, ScheduleStatus = ScheduleStatusOf(record) }, call)
                ? began
                : null;
        }
        finally
        {
            _oneAtATime.Release();
        }
    }

    private async Task<bool> RunToEnd(TimerInfo timer, CancellationToken call)
    {
        try
        {
            await function.Call.Run(services, timer, null, call);
        }
        catch (OperationCanceledException) when (call.IsCancellationRequested)
        {
            return false;
        }
        catch (Exception fault)
        {
            Failed(fault, Name);
        }
        return true;
    }

    /// <summary>As the Functions host fills it: the last run, and the moment that this run is for.</summary>
    private ScheduleStatus ScheduleStatusOf(TimerRecord record) =>
        new()
        {
            Last = record.Last?.UtcDateTime ?? default,
            Next = schedule!.NextAfter(record.Since)?.UtcDateTime ?? default,
            LastUpdated = record.Since.UtcDateTime,
        };

    [LoggerMessage(Level = LogLevel.Error, Message = "{Function} failed; it runs again when it is next due")]
    private partial void Failed(Exception fault, string function);
}
