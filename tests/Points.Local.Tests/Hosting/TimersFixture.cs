using System.Globalization;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Points.Functions.Jobs;
using Points.Local.Clock;
using Points.Local.Hosting;

namespace Points.Local.Tests.Hosting;

/// <summary>Runs the sample timer on its own data folder, and starts and stops it as a host does.</summary>
internal sealed class TimersFixture : IAsyncDisposable
{
    private static readonly TimeSpan WaitTimeMax = TimeSpan.FromSeconds(20),
        QuietTime = TimeSpan.FromMilliseconds(250);

    private readonly TempFolder _folder = new();
    private readonly ServiceProvider _services;
    private DataFolder? _data;
    private LocalClock _clock = null!;
    private CancellationTokenSource _stopping = new(),
        _call = new();
    private Task _running = Task.CompletedTask;

    public TimersFixture() => _services = new ServiceCollection().AddSingleton(Work).BuildServiceProvider();

    public SampleTimerCallbacks Work { get; } = new();

    public TimerPump Timer { get; private set; } = null!;

    /// <summary>Whether the host becomes idle when a run waits for that.</summary>
    public bool BecomesIdle { get; set; } = true;

    public string RecordsFile => _folder.PathOf("data/timers");

    public void Start(string at, string schedule = "0 * * * * *")
    {
        _data = DataFolder.Open(_folder.PathOf("data"));
        _clock = LocalClock.Restore(_data);
        SetClock(at);
        (_stopping, _call) = (new(), new());
        Timer = new(
            TimerFunction.From([typeof(SampleTimers)]).Single(),
            JobSchedule.TryParse(schedule)!,
            TimerRecords.Restore(_data, NullLogger.Instance),
            _clock,
            _services,
            (_, _) => Task.FromResult(BecomesIdle),
            NullLogger.Instance
        );
        _running = Timer.Run(_stopping.Token, _call.Token);
    }

    public void SetClock(string now) => _clock.Set(DateTimeOffset.Parse(now, CultureInfo.InvariantCulture));

    /// <param name="cutsOffRuns">Whether to cancel a current run.</param>
    public async Task Stop(bool cutsOffRuns = false)
    {
        await _stopping.CancelAsync();
        if (cutsOffRuns)
            await _call.CancelAsync();
        await _running.WaitAsync(WaitTimeMax);
        _data?.Dispose();
    }

    /// <summary>Waits for the next run to begin.</summary>
    public async Task<TimerInfo> NextBegun() =>
        await Work.Began.Reader.ReadAsync(TestContext.Current.CancellationToken).AsTask().WaitAsync(WaitTimeMax);

    /// <summary>Waits for the next run to succeed.</summary>
    public async Task<TimerInfo> NextEnded() =>
        await Work.Ended.Reader.ReadAsync(TestContext.Current.CancellationToken).AsTask().WaitAsync(WaitTimeMax);

    public async Task AssertNoneBegins()
    {
        await Task.Delay(QuietTime, TestContext.Current.CancellationToken);
        Assert.False(Work.Began.Reader.TryPeek(out _));
    }

    public async ValueTask DisposeAsync()
    {
        await Stop(cutsOffRuns: true);
        await _services.DisposeAsync();
        _folder.Dispose();
    }
}
