using Microsoft.Azure.Functions.Worker;

namespace Points.Local.Tests.Hosting;

/// <summary>A timer's function runs by its schedule as business time goes, one run at a time, and makes up for what was missed.</summary>
public sealed class TimerTests : IAsyncLifetime
{
    /// <summary>So that a machine that is too busy for one moment meets another.</summary>
    private const string EveryFiveSeconds = "*/5 * * * * *";

    private readonly TimersFixture _it = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => _it.DisposeAsync();

    [Fact]
    public async Task It_runs_in_time_and_is_told_for_which_moment()
    {
        _it.Start("2030-01-01T00:00:59.4Z", EveryFiveSeconds);
        var run = await _it.NextBegun();
        Assert.False(run.IsPastDue);
        Assert.Equal((default, DateTimeKind.Utc), (run.ScheduleStatus!.Last, run.ScheduleStatus.Next.Kind));
        AssertNext(run, after: new(2030, 1, 1, 0, 0, 59, DateTimeKind.Utc));
    }

    [Theory]
    [InlineData("2030-01-01T00:01:00Z")]
    [InlineData("2031-01-01T00:00:30Z")]
    public async Task A_clock_that_is_set_beyond_one_moment_or_many_makes_one_run_past_due(string ahead)
    {
        _it.Start("2030-01-01T00:00:30Z");
        await _it.AssertNoneBegins();
        _it.SetClock(ahead);
        Assert.True((await _it.NextEnded()).IsPastDue);
        _it.SetClock(ahead);
        _ = await _it.NextBegun();
        await _it.AssertNoneBegins();
    }

    [Fact]
    public async Task A_run_is_told_when_the_one_before_it_was()
    {
        _it.Start("2030-01-01T00:00:30Z", EveryFiveSeconds);
        _it.SetClock("2030-07-01T00:00:59.4Z");
        Assert.True((await _it.NextEnded()).IsPastDue);
        var inTime = await _it.NextEnded();
        Assert.False(inTime.IsPastDue);
        Assert.InRange(
            inTime.ScheduleStatus!.Last,
            new(2030, 7, 1, 0, 0, 59, DateTimeKind.Utc),
            new(2030, 7, 1, 0, 2, 0, DateTimeKind.Utc)
        );
        Assert.Equal(inTime.ScheduleStatus.Last, inTime.ScheduleStatus.LastUpdated);
        AssertNext(inTime, after: inTime.ScheduleStatus.Last);
    }

    [Fact]
    public async Task What_was_missed_while_the_host_was_down_makes_one_run_past_due()
    {
        _it.Start("2030-01-01T00:00:30Z");
        await _it.Stop();
        _it.Start("2030-01-01T05:00:30Z");
        Assert.True((await _it.NextBegun()).IsPastDue);
        await _it.AssertNoneBegins();
    }

    [Fact]
    public async Task A_restart_that_missed_nothing_makes_no_run()
    {
        _it.Start("2030-01-01T00:10:00Z", "0 0 * * * *");
        _it.SetClock("2030-01-01T01:10:00Z");
        await _it.NextEnded();
        await _it.NextBegun();
        await _it.Stop();
        _it.Start("2030-01-01T01:50:00Z", "0 0 * * * *");
        await _it.AssertNoneBegins();
    }

    [Fact]
    public async Task A_clock_that_is_set_back_has_the_next_moment_from_there()
    {
        _it.Start("2030-01-01T00:00:30Z", "*/20 * * * * *");
        _it.SetClock("2031-01-01T00:00:30Z");
        Assert.True((await _it.NextEnded()).IsPastDue);
        _it.SetClock("2029-01-01T00:00:59.4Z");
        Assert.False((await _it.NextEnded()).IsPastDue);
    }

    [Fact]
    public async Task A_restart_goes_on_from_where_the_clock_was_set_back_to()
    {
        _it.Start("2030-01-01T00:00:30Z");
        _it.SetClock("2029-01-01T00:00:30Z");
        await _it.AssertNoneBegins();
        await _it.Stop();
        _it.Start("2029-01-01T00:01:30Z");
        Assert.True((await _it.NextBegun()).IsPastDue);
    }

    [Fact]
    public async Task Runs_by_schedule_and_by_hand_follow_each_other()
    {
        var (running, most, release) = (0, 0, new TaskCompletionSource());
        _it.Work.OnRun = async _ =>
        {
            most = Math.Max(most, Interlocked.Increment(ref running));
            await release.Task;
            Interlocked.Decrement(ref running);
        };
        _it.Start("2030-01-01T00:00:30Z");
        _it.SetClock("2030-01-01T00:05:30Z");
        await _it.NextBegun();
        var byHand = Enumerable
            .Range(0, 3)
            .Select(_ => _it.Timer.RunNow(TimeSpan.FromSeconds(1), Cancellation))
            .ToArray();
        await _it.AssertNoneBegins();
        release.SetResult();
        Assert.All(await Task.WhenAll(byHand), Assert.True);
        Assert.Equal(1, most);
        Assert.Equal(
            [true, false, false, false],
            new[] { await _it.NextEnded(), await _it.NextEnded(), await _it.NextEnded(), await _it.NextEnded() }.Select(
                run => run.IsPastDue
            )
        );
    }

    [Fact]
    public async Task A_clock_that_is_set_ahead_during_a_run_makes_another_after_it()
    {
        var release = new TaskCompletionSource();
        _it.Work.OnRun = _ => release.Task;
        _it.Start("2030-01-01T00:00:30Z");
        _it.SetClock("2030-01-01T00:05:30Z");
        await _it.NextBegun();
        _it.SetClock("2030-02-01T00:00:30Z");
        await _it.AssertNoneBegins();
        release.SetResult();
        Assert.True((await _it.NextBegun()).IsPastDue);
        await _it.AssertNoneBegins();
    }

    [Fact]
    public async Task A_function_that_throws_runs_again_when_it_is_next_due()
    {
        _it.Work.OnRun = _ => throw new InvalidOperationException("not now");
        _it.Start("2030-01-01T00:00:30Z");
        _it.SetClock("2030-01-01T00:05:30Z");
        await _it.NextBegun();
        await _it.AssertNoneBegins();
        _it.Work.OnRun = _ => Task.CompletedTask;
        _it.SetClock("2030-01-01T00:10:30Z");
        await _it.NextEnded();
    }

    [Fact]
    public async Task A_stop_waits_for_the_run_under_way_and_that_run_counts()
    {
        var release = new TaskCompletionSource();
        _it.Work.OnRun = _ => release.Task;
        _it.Start("2030-01-01T00:00:30Z");
        _it.SetClock("2030-01-01T00:05:30Z");
        await _it.NextBegun();
        var stopping = _it.Stop();
        Assert.False(stopping.IsCompleted);
        release.SetResult();
        await stopping;
        await _it.NextEnded();
        _it.Start("2030-01-01T00:05:35Z");
        await _it.AssertNoneBegins();
    }

    [Fact]
    public async Task A_run_that_is_cut_off_is_made_up_for_after_the_next_start()
    {
        _it.Work.OnRun = ct => Task.Delay(Timeout.Infinite, ct);
        _it.Start("2030-01-01T00:00:30Z");
        _it.SetClock("2030-01-01T00:05:30Z");
        await _it.NextBegun();
        await _it.Stop(cutsOffRuns: true);
        _it.Start("2030-01-01T00:05:35Z");
        Assert.True((await _it.NextBegun()).IsPastDue);
    }

    [Fact]
    public async Task Where_it_does_not_get_quiet_a_schedule_is_kept_all_the_same_and_a_run_by_hand_is_not_made()
    {
        _it.BecomesIdle = false;
        _it.Start("2030-01-01T00:00:30Z");
        Assert.False(await _it.Timer.RunNow(TimeSpan.Zero, Cancellation));
        await _it.AssertNoneBegins();
        _it.SetClock("2030-01-01T00:05:30Z");
        await _it.NextEnded();
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("""{"Sample":null}""")]
    [InlineData("""{"Sample":{"since":"soon"}}""")]
    public async Task After_a_damaged_record_it_runs_once(string record)
    {
        _it.Start("2030-01-01T00:00:30Z");
        await _it.Stop();
        await File.WriteAllTextAsync(_it.RecordsFile, record, Cancellation);
        _it.Start("2030-01-01T00:00:35Z");
        Assert.True((await _it.NextEnded()).IsPastDue);
        await _it.Stop();
        _ = await _it.NextBegun();
        _it.Start("2030-01-01T00:00:40Z");
        await _it.AssertNoneBegins();
    }

    private static void AssertNext(TimerInfo run, DateTime after)
    {
        var next = run.ScheduleStatus!.Next;
        Assert.True(
            next > after && next - after <= TimeSpan.FromSeconds(20) && next.Ticks % (5 * TimeSpan.TicksPerSecond) == 0,
            $"{next:O}"
        );
    }
}
