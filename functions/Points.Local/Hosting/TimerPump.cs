using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;
using Points.Functions.Jobs;
using Points.Local.Clock;

namespace Points.Local.Hosting;

/// <summary>
/// Runs a function on its schedule in business time, and by hand; one run at a time. A run starts at or after every
/// scheduled time. One run covers all scheduled times that were missed.
/// </summary>
/// <param name="schedule">Null for a disabled function: it runs only by hand.</param>
/// <param name="waitUntilIdle">Waits until the other functions are idle; false if the time limit passes first.</param>
internal sealed partial class TimerPump(
    TimerFunction function,
    JobSchedule? schedule,
    TimerRecords records,
    LocalClock clock,
    IServiceProvider services,
    Func<TimeSpan, CancellationToken, Task<bool>> waitUntilIdle,
    ILogger log
) : IDisposable
{
    /// <summary>A run that starts later than this after its scheduled time is past due.</summary>
    private static readonly TimeSpan LateAfter = TimeSpan.FromSeconds(10);

    /// <summary>
    /// Nothing reports that the machine slept or that its clock was set, so the time is checked this often.
    /// </summary>
    private static readonly TimeSpan RecheckInterval = TimeSpan.FromMinutes(1);

    /// <summary>How long a scheduled run waits for the other functions. After that it runs anyway.</summary>
    private static readonly TimeSpan IdleWaitMax = TimeSpan.FromSeconds(30);

    private readonly SemaphoreSlim _oneAtATime = new(1);

    /// <summary>Read before anyone can set the clock, so that scheduled times it is set past count as missed.</summary>
    private readonly TimerRecord? _initialRecord = schedule is null
        ? null
        : records.GetOrAdd(function.Name, clock.GetUtcNow());

    public string Name => function.Name;

    /// <summary>Runs the function whenever it is due, until it is asked to stop. Ends after the last run.</summary>
    /// <param name="stopping">Cancelled when no more runs may start.</param>
    /// <param name="call">The token that the function gets. It is cancelled when the function must stop.</param>
    public async Task Run(CancellationToken stopping, CancellationToken call)
    {
        if (schedule is null || _initialRecord is not { } record)
            return;
        try
        {
            for (; ; records.Save(Name, record))
            {
                (record, var isPastDue) = await WaitUntilDue(record, schedule, stopping);
                if (await RunScheduled(record, isPastDue, stopping, call) is not { } startedAt)
                    return;
                record = new(startedAt, startedAt);
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // A run that was due and did not start is past due after the next start of the host.
        }
    }

    /// <summary>Runs the function now, after its current run has ended and the other functions are idle.</summary>
    /// <returns>False if the time limit passed and the function did not run.</returns>
    public async Task<bool> RunNow(TimeSpan idleWaitMax, CancellationToken ct)
    {
        await _oneAtATime.WaitAsync(ct);
        try
        {
            // Schedules leave time for other functions to finish; a run by hand does not, so it waits for them.
            if (!await waitUntilIdle(idleWaitMax, ct))
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

    /// <summary>Waits for the next scheduled time.</summary>
    /// <returns>The record; its <c>Since</c> is moved back if the clock was set back.</returns>
    private async Task<(TimerRecord Record, bool IsPastDue)> WaitUntilDue(
        TimerRecord record,
        JobSchedule schedule,
        CancellationToken ct
    )
    {
        for (var hasWaited = false; ; )
        {
            // Taken before the time is read, so that a change of the clock in between is noticed.
            var clockSet = clock.NextSet;
            var now = clock.GetUtcNow();
            if (now < record.Since)
                records.Save(Name, record = record with { Since = now });
            var next = schedule.NextAfter(record.Since) ?? DateTimeOffset.MaxValue;
            if (next <= now)
                return (record, !hasWaited || now - next > LateAfter);
            hasWaited = await WaitUnlessClockSet(next - now, clockSet, ct);
        }
    }

    /// <returns>False if the clock was set during the wait.</returns>
    private static async Task<bool> WaitUnlessClockSet(TimeSpan remaining, Task clockSet, CancellationToken ct)
    {
        using var waitEnded = CancellationTokenSource.CreateLinkedTokenSource(ct);
        // Timers count whole milliseconds and could end a fraction of one too early.
        var timePassed = Task.Delay(
            remaining < RecheckInterval ? remaining + TimeSpan.FromMilliseconds(1) : RecheckInterval,
            TimeProvider.System,
            waitEnded.Token
        );
        var first = await Task.WhenAny(timePassed, clockSet);
        await waitEnded.CancelAsync();
        ct.ThrowIfCancellationRequested();
        return first == timePassed;
    }

    /// <returns>When the run started; null if the host stopped before it ended.</returns>
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
            // The clock may have jumped over the hours that schedules leave for other functions to finish.
            await waitUntilIdle(IdleWaitMax, stopping);
            var startedAt = clock.GetUtcNow();
            var timer = new TimerInfo { IsPastDue = isPastDue, ScheduleStatus = ScheduleStatusOf(record) };
            return await RunToEnd(timer, call) ? startedAt : null;
        }
        finally
        {
            _oneAtATime.Release();
        }
    }

    /// <returns>False if the host stopped the run; true if it ended, also with an exception.</returns>
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

    /// <summary>The last run and the scheduled time of this run, as the Functions host reports them.</summary>
    private ScheduleStatus ScheduleStatusOf(TimerRecord record) =>
        new()
        {
            Last = record.Last?.UtcDateTime ?? default,
            Next = schedule!.NextAfter(record.Since)?.UtcDateTime ?? default,
            LastUpdated = record.Since.UtcDateTime,
        };

    [LoggerMessage(Level = LogLevel.Error, Message = "{Function} failed; it runs again at its next scheduled time")]
    private partial void Failed(Exception fault, string function);
}
