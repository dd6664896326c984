using System.Threading.Channels;
using Microsoft.Azure.Functions.Worker;

namespace Points.Local.Tests.Hosting;

/// <summary>A timer function whose work a test defines.</summary>
public sealed class SampleTimers(SampleTimerCallbacks work)
{
    [Function("Sample")]
    public async Task Sample([TimerTrigger("%SampleSchedule%")] TimerInfo timer, CancellationToken ct)
    {
        work.Began.Writer.TryWrite(timer);
        await work.OnRun(ct);
        work.Ended.Writer.TryWrite(timer);
    }
}

/// <summary>A timer function that also runs when the host starts. The host refuses it.</summary>
public static class StartupTimer
{
    [Function("Startup")]
    public static void Run([TimerTrigger("0 0 0 * * *", RunOnStartup = true)] TimerInfo timer) { }
}

public sealed class SampleTimerCallbacks
{
    public Func<CancellationToken, Task> OnRun { get; set; } = _ => Task.CompletedTask;

    public Channel<TimerInfo> Began { get; } = Channel.CreateUnbounded<TimerInfo>();

    public Channel<TimerInfo> Ended { get; } = Channel.CreateUnbounded<TimerInfo>();
}
