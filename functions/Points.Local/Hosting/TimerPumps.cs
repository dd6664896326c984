using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Points.Functions.Jobs;
using Points.Local.Clock;

namespace Points.Local.Hosting;

/// <summary>
/// Runs all timer functions. <see cref="IdleDetector"/> does not wait for them, because a long run would block a run of
/// another function by hand.
/// </summary>
internal sealed class TimerPumps : IAsyncDisposable
{
    private readonly CancellationTokenSource _stopping = new();
    private readonly InvocationToken _calls;
    private Task _running = Task.CompletedTask;
    private Task? _stopped;

    /// <exception cref="CannotStartException">A function has no valid schedule.</exception>
    public TimerPumps(
        IEnumerable<Type> types,
        AppSettings settings,
        DataFolder folder,
        LocalClock clock,
        IServiceProvider services,
        Func<TimeSpan, CancellationToken, Task<bool>> waitUntilIdle
    )
    {
        var log = services.GetRequiredService<ILogger<TimerPumps>>();
        var records = TimerRecords.Restore(folder, log);
        _calls = services.GetRequiredService<InvocationToken>();
        Timers =
        [
            .. from function in TimerFunction.From(types)
            let schedule = ScheduleOf(function, settings)
            select new TimerPump(
                function,
                settings.IsDisabled(function.Name) ? null : schedule,
                records,
                clock,
                services,
                waitUntilIdle,
                log
            ),
        ];
    }

    public IReadOnlyList<TimerPump> Timers { get; }

    public void Start() =>
        _running = Task.WhenAll(Timers.Select(timer => Task.Run(() => timer.Run(_stopping.Token, _calls.Value))));

    /// <summary>Starts no new runs and waits for running ones, up to <see cref="InvocationToken.StopMax"/>.</summary>
    public Task Stop() => _stopped ??= StopOnce();

    public async ValueTask DisposeAsync()
    {
        await Stop();
        foreach (var timer in Timers)
            timer.Dispose();
        _stopping.Dispose();
    }

    private static JobSchedule ScheduleOf(TimerFunction function, AppSettings settings)
    {
        var text = function.Trigger.Schedule;
        var settingName = AppSettings.NameIn(text);
        if (settings.Resolve(text) is not { } schedule)
            throw new CannotStartException(
                $"The schedule of the function {function.Name} is the app setting {settingName}, which is missing."
            );
        var source = settingName is null ? $"'{schedule}'" : $"the app setting {settingName}, which is '{schedule}'";
        return JobSchedule.TryParse(schedule)
            ?? throw new CannotStartException(
                $"The schedule of the function {function.Name} is {source}: that is not a schedule of six fields."
            );
    }

    private async Task StopOnce()
    {
        await _stopping.CancelAsync();
        try
        {
            await _running.WaitAsync(InvocationToken.StopMax);
        }
        catch (TimeoutException)
        {
            // A function did not end. It is past due after the next start of the host.
        }
    }
}
