using System.Collections;
using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Points.Functions.Jobs;
using Points.Local.Clock;
using Points.Local.Hosting;

namespace Points.Local.Tests.Hosting;

/// <summary>App settings say when timers run and which of them are disabled.</summary>
public sealed class TimerSettingsTests : IAsyncLifetime
{
    private readonly TempFolder _folder = new();
    private readonly SampleTimerCallbacks _work = new();
    private WebApplication _app = null!;
    private DataFolder _data = null!;
    private LocalClock _clock = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync()
    {
        _app = FunctionServer.Build(0, [], services => services.AddSingleton(_work));
        _data = DataFolder.Open(_folder.PathOf("data"));
        _clock = LocalClock.Restore(_data);
        _clock.Set(new(2030, 1, 1, 0, 30, 0, TimeSpan.Zero));
        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _data.Dispose();
        _folder.Dispose();
    }

    [Theory]
    [InlineData("AzureWebJobs.Sample.Disabled", "true", true)]
    [InlineData("AzureWebJobs__Sample__Disabled", "1", true)]
    [InlineData("AzureWebJobs.Sample.Disabled", "false", false)]
    [InlineData("AzureWebJobs.Other.Disabled", "true", false)]
    public async Task A_disabled_function_runs_only_by_hand(string variable, string value, bool isDisabled)
    {
        await using var timers = Timers(
            LocalSettings.Read(
                new Hashtable { [variable] = value, ["SampleSchedule"] = "0 0 * * * *" },
                runsTimers: true
            )
        );
        await Check(timers, runs: !isDisabled);
    }

    [Theory, InlineData(true), InlineData(false)]
    public async Task A_host_without_timers_runs_functions_only_by_hand(bool runsTimers)
    {
        await using var timers = Timers(
            LocalSettings.Read(new Hashtable { ["SampleSchedule"] = "0 0 * * * *" }, runsTimers)
        );
        await Check(timers, runsTimers);
    }

    [Fact]
    public void Environment_variables_override_the_sample_settings()
    {
        Assert.Equal("30 * * * * *", LocalSettings.Read(new Hashtable(), true)["HoldReleaseSchedule"]);
        Assert.Equal(
            "5 4 3 * * *",
            LocalSettings.Read(new Hashtable { ["HoldReleaseSchedule"] = "5 4 3 * * *" }, true)["HoldReleaseSchedule"]
        );
        Assert.Equal(
            "here",
            LocalSettings.Read(new Hashtable { ["Auth__Authority"] = "here" }, true)["Auth:Authority"]
        );
    }

    [Theory]
    [InlineData(null, "which is missing.")]
    [InlineData("daily", "which is 'daily': that is not a schedule of six fields.")]
    [InlineData("0 * * * *", "which is '0 * * * *': that is not a schedule of six fields.")]
    [InlineData("61 * * * * *", "which is '61 * * * * *': that is not a schedule of six fields.")]
    public void Without_a_valid_schedule_the_host_refuses_to_start(string? schedule, string reason)
    {
        var refused = Assert.Throws<CannotStartException>(() =>
            Timers(new(name => name == "SampleSchedule" ? schedule : null))
        );
        Assert.Equal(
            $"The schedule of the function Sample is the app setting SampleSchedule, {reason}",
            refused.Message
        );
    }

    [Fact]
    public void A_timer_that_runs_on_startup_is_refused() =>
        Assert.Throws<InvalidOperationException>(() => TimerFunction.From([typeof(StartupTimer)]));

    [Theory]
    [InlineData("0 0 0 1 */3 *", "2030-02-14T00:00:00Z", "2030-04-01T00:00:00Z")]
    [InlineData("0 30 9 * * Mon-Fri", "2030-03-01T09:30:00Z", "2030-03-04T09:30:00Z")]
    [InlineData("*/15 * * * * *", "2030-03-01T09:30:00.5+08:00", "2030-03-01T01:30:15Z")]
    [InlineData("0 0 0 30 2 *", "2030-03-01T00:00:00Z", null)]
    public void A_schedule_gives_its_next_occurrence_in_UTC(string schedule, string after, string? next) =>
        Assert.Equal(
            next is null ? null : DateTimeOffset.Parse(next, CultureInfo.InvariantCulture),
            JobSchedule.TryParse(schedule)!.NextAfter(DateTimeOffset.Parse(after, CultureInfo.InvariantCulture))
        );

    private TimerPumps Timers(AppSettings settings) =>
        new([typeof(SampleTimers)], settings, _data, _clock, _app.Services, (_, _) => Task.FromResult(true));

    private async Task Check(TimerPumps timers, bool runs)
    {
        // Set before the timers start, as when the host has just begun to listen.
        _clock.Set(new(2030, 1, 1, 5, 30, 0, TimeSpan.Zero));
        timers.Start();
        if (runs)
            await _work.Ended.Reader.ReadAsync(Cancellation).AsTask().WaitAsync(TimeSpan.FromSeconds(20), Cancellation);
        else
            await Task.Delay(200, Cancellation);
        Assert.False(_work.Ended.Reader.TryRead(out _));
        Assert.True(await timers.Timers.Single().RunNow(TimeSpan.Zero, Cancellation));
        Assert.True(_work.Ended.Reader.TryRead(out _));
    }
}
