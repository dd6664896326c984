using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Points.Functions.Jobs;
using Points.Local.Clock;

namespace Points.Local.Hosting;

/// <summary>
/// Runs all functions that run by schedules. What they do is not waited for where the host waits until all is quiet: a long
/// run would hold up whoever runs another by hand.
/// </summary>
internal sealed class TimerPumps : IAsyncDisposable
{
    private readonly CancellationTokenSource _stopping = new();
    private readonly InvocationToken _calls;
    private Task _running = Task.CompletedTask;
    private Task? _stopped;

    /// <exception cref="CannotStartException">A function has no schedule.</exception>
    public TimerPumps(
        IEnumerable<Type> types,
        AppSettings settings,
        DataFolder folder,
        LocalClock clock,
        IServiceProvider services,
        Func<TimeSpan, CancellationToken, Task<bool>> quiet
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
                quiet,
                log
            ),
        ];
    }

    public IReadOnlyList<TimerPump> Timers { get; }

    public void Start() =>
        _running = Task.WhenAll(Timers.Select(timer => Task.Run(() => timer.Run(_stopping.Token, _calls.Value))));

    /// <summary>Begins nothing more, and waits for what was begun as long as functions are given.</summary>
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
        if (settings.Resolve(text) is not { } written)
            throw new CannotStartException(
                $"The function {function.Name} runs by the app setting {AppSettings.NameIn(text)}, which is missing."
            );
        return JobSchedule.TryParse(written)
            ?? throw new CannotStartException(
                $"The function {function.Name} runs by {(AppSettings.NameIn(text) is { } name ? $"the app setting {name}, which is '{written}'" : $"'{written}'")}: that is no schedule of six fields."
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
            // A function does not end. It is past due after the next start.
        }
    }
}
