using Microsoft.Azure.Functions.Worker;

namespace Points.Local.Tests.Hosting;

/// <summary>A timer runs on its schedule by business time, one run at a time, and makes up for missed runs.</summary>
public sealed class TimerTests : IAsyncLifetime
{
    /// <summary>Frequent, so that a busy machine that misses one occurrence soon gets another.</summary>
    private const string EveryFiveSeconds = "*/5 * * * * *";

    private readonly TimersFixture _it = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => _it.DisposeAsync();

    [Fact]
    public async Task A_timer_runs_on_time_and_learns_its_next_occurrence()
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
    public async Task When_the_clock_is_set_beyond_one_or_many_occurrences_Then_one_run_is_past_due(string ahead)
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
    public async Task A_run_learns_when_the_previous_run_was()
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
    public async Task Occurrences_missed_while_the_host_was_down_cause_one_run_past_due()
    {
        _it.Start("2030-01-01T00:00:30Z");
        await _it.Stop();
        _it.Start("2030-01-01T05:00:30Z");
        Assert.True((await _it.NextBegun()).IsPastDue);
        await _it.AssertNoneBegins();
    }

    [Fact]
    public async Task A_restart_that_missed_no_occurrence_causes_no_run()
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
    public async Task When_the_clock_is_set_back_Then_the_next_occurrence_counts_from_there()
    {
        _it.Start("2030-01-01T00:00:30Z", "*/20 * * * * *");
        _it.SetClock("2031-01-01T00:00:30Z");
        Assert.True((await _it.NextEnded()).IsPastDue);
        _it.SetClock("2029-01-01T00:00:59.4Z");
        Assert.False((await _it.NextEnded()).IsPastDue);
    }

    [Fact]
    public async Task A_restart_continues_from_the_time_the_clock_was_set_back_to()
    {
        _it.Start("2030-01-01T00:00:30Z");
        _it.SetClock("2029-01-01T00:00:30Z");
        await _it.AssertNoneBegins();
        await _it.Stop();
        _it.Start("2029-01-01T00:01:30Z");
        Assert.True((await _it.NextBegun()).IsPastDue);
    }

    [Fact]
    public async Task Scheduled_and_manual_runs_never_overlap()
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
    public async Task When_the_clock_is_set_ahead_during_a_run_Then_another_run_follows()
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
    public async Task A_function_that_throws_runs_again_at_the_next_occurrence()
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
    public async Task A_stop_waits_for_the_current_run_and_records_it()
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
    public async Task A_cancelled_run_is_made_up_for_after_the_next_start()
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
    public async Task When_the_host_does_not_become_idle_Then_scheduled_runs_happen_and_manual_ones_do_not()
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
    public async Task Given_a_damaged_record_Then_the_timer_runs_once(string record)
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
