using System.Collections.Concurrent;
using Emulators.CosmosDb;
using Points.Domain.Jobs;
using Points.Domain.Ledger;

namespace Points.Cosmos.Tests.Jobs;

/// <summary>
/// Instances share a run: each wallet is handled once, and when an instance is killed, another one continues where it
/// stopped.
/// </summary>
public sealed class SharedRunTests : IAsyncLifetime
{
    private const int WalletCount = 700;

    private readonly CosmosFixture _cosmos = new();
    private readonly ShiftedClock _clock = new();

    public ValueTask InitializeAsync() => _cosmos.InitializeAsync();

    public ValueTask DisposeAsync() => _cosmos.DisposeAsync();

    [Fact]
    public async Task One_instance_handles_every_wallet_once_and_reads_none_twice()
    {
        var run = new SharedRun(_cosmos, _clock);
        var wallets = await run.AddDue(WalletCount);

        Assert.Equal(WalletCount, await run.Work());

        Assert.Equivalent(wallets, run.Handled, strict: true);
        Assert.Equal([0, 0, 0], run.CountReadTwice().Values);
        Assert.Equal(2, run.Invitations);
    }

    [Fact]
    public async Task Instances_that_work_at_once_handle_every_wallet_once()
    {
        var run = new SharedRun(_cosmos, _clock);
        var wallets = await run.AddDue(WalletCount);

        await Task.WhenAll(Enumerable.Range(0, 4).Select(i => run.Work(isInvited: i > 0)));

        Assert.Equivalent(wallets, run.Handled, strict: true);
    }

    [Theory]
    [InlineData(1, true)]
    [InlineData(150, true)]
    [InlineData(450, true)]
    [InlineData(640, true)]
    [InlineData(1, false)]
    [InlineData(450, false)]
    public async Task When_an_instance_is_killed_another_continues_where_it_stopped(int killedAt, bool becomesUndue)
    {
        var run = new SharedRun(_cosmos, _clock) { IsDone = _ => becomesUndue };
        var wallets = await run.AddDue(WalletCount);
        await KillAfter(run, killedAt);
        var handledBefore = run.Handled.Count;

        Assert.Equal(0, await run.Work(isInvited: true));
        _clock.Shift += JobPart.LeaseTime + TimeSpan.FromSeconds(1);
        await run.Work(isInvited: true);

        Assert.Equivalent(wallets, run.Handled.Distinct(), strict: true);
        Assert.InRange(handledBefore, killedAt - 1, WalletCount - 1);
        Assert.All(run.CountReadTwice(), part => Assert.InRange(part.Value, 0, DuePage<int>.ItemsMax));
        if (becomesUndue)
            Assert.Equal(WalletCount, run.Handled.Count);
    }

    [Fact]
    public async Task An_instance_that_shuts_down_gives_its_parts_up_at_once()
    {
        var run = new SharedRun(_cosmos, _clock);
        var wallets = await run.AddDue(WalletCount);
        using var stopping = new CancellationTokenSource();
        run.BeforeEach = (_, _) => run.Handled.Count >= 300 ? stopping.CancelAsync() : Task.CompletedTask;
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run.Work(stop: stopping));
        run.BeforeEach = (_, _) => Task.CompletedTask;

        await run.Work(isInvited: true);

        Assert.Equivalent(wallets, run.Handled, strict: true);
        Assert.All(run.CountReadTwice(), part => Assert.InRange(part.Value, 0, DuePage<int>.ItemsMax));
    }

    [Fact]
    public async Task At_its_deadline_an_instance_stops_after_the_page_and_invites_another()
    {
        var run = new SharedRun(_cosmos, _clock);
        var wallets = await run.AddDue(WalletCount);
        using var deadline = new CancellationTokenSource();
        run.BeforeEach = (_, _) => run.Handled.Count >= 300 ? deadline.CancelAsync() : Task.CompletedTask;

        await run.Work(isInvited: true, deadline: deadline);

        Assert.InRange(run.Handled.Count, 300, WalletCount - 1);
        Assert.Equal(1, run.Invitations);
        await run.Work(isInvited: true);
        Assert.Equivalent(wallets, run.Handled, strict: true);
        Assert.Equal([0, 0, 0], run.CountReadTwice().Values);
    }

    [Fact]
    public async Task An_instance_that_was_too_slow_stops_when_another_has_its_part()
    {
        var run = new SharedRun(_cosmos, _clock);
        var wallets = await run.AddDue(WalletCount);
        var (reached, goOn) = (new TaskCompletionSource(), new TaskCompletionSource());
        run.BeforeEach = async (_, _) =>
        {
            if (run.Handled.Count < 200)
                return;
            reached.TrySetResult();
            await goOn.Task;
        };
        var slow = run.Work();
        await reached.Task;
        // The handlers that have begun wait for the signal; those of the next instance do not.
        run.BeforeEach = (_, _) => Task.CompletedTask;
        _clock.Shift += JobPart.LeaseTime + TimeSpan.FromSeconds(1);
        var handledByOther = await run.Work(isInvited: true);
        goOn.SetResult();

        var handledBySlow = await slow;

        Assert.Equivalent(wallets, run.Handled.Distinct(), strict: true);
        Assert.True(handledByOther > 0 && handledBySlow < WalletCount);
        Assert.All(run.CountReadTwice(), part => Assert.InRange(part.Value, 0, DuePage<int>.ItemsMax));
    }

    [Fact]
    public async Task The_next_run_finds_what_stayed_due_and_what_became_due_meanwhile()
    {
        var run = new SharedRun(_cosmos, _clock) { IsDone = it => it.MemberId.Length % 2 == 0 };
        var staying = (await run.AddDue(WalletCount)).Count(it => !run.IsDone(it));
        await run.Work();
        run.ForgetReads();

        Assert.Equal(0, await run.Work(isInvited: true));
        Assert.Equal(staying, await run.Work("next run"));
    }

    [Fact]
    public async Task The_next_run_first_ends_what_a_killed_one_has_left()
    {
        var run = new SharedRun(_cosmos, _clock);
        var wallets = await run.AddDue(WalletCount);
        await KillAfter(run, 400);
        _clock.Shift += JobPart.LeaseTime + TimeSpan.FromSeconds(1);

        await run.Work("next run");

        Assert.Equivalent(wallets, run.Handled, strict: true);
    }

    [Fact]
    public async Task A_clock_that_is_set_back_does_not_block_the_parts_of_a_killed_instance()
    {
        var run = new SharedRun(_cosmos, _clock);
        var wallets = await run.AddDue(WalletCount);
        _clock.Shift = TimeSpan.FromDays(400);
        await KillAfter(run, 400);
        _clock.Shift = TimeSpan.Zero;

        await run.Work(isInvited: true);

        Assert.Equivalent(wallets, run.Handled, strict: true);
    }

    /// <summary>
    /// From some moment on, when the instance has begun with all parts, nothing of it reaches the store any more.
    /// </summary>
    private async Task KillAfter(SharedRun run, int handled)
    {
        using var killed = new CancellationTokenSource();
        var parts = (await run.ListRanges(killed.Token)).Count;
        var begun = new ConcurrentDictionary<string, WalletId>();
        run.BeforeEach = async (wallet, ct) =>
        {
            begun.TryAdd(run.RangeOf(wallet), wallet);
            while (begun.Count < parts)
                await Task.Delay(5, ct);
            if (run.Handled.Count < handled - 1)
                return;
            _cosmos.FaultsOrSkip().InjectRandomly(1, 1, InjectedFault.Unavailable, (_, _) => true);
            await killed.CancelAsync();
            ct.ThrowIfCancellationRequested();
        };
        await Assert.ThrowsAnyAsync<Exception>(() => run.Work(stop: killed));
        run.BeforeEach = (_, _) => Task.CompletedTask;
        _cosmos.FaultsOrSkip().Clear();
    }
}
