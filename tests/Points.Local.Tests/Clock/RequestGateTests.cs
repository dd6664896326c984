using Microsoft.AspNetCore.Http;
using Points.Local.Clock;

namespace Points.Local.Tests.Clock;

public sealed class RequestGateTests
{
    private readonly RequestGate _gate = new("/api");
    private readonly TaskCompletionSource _answered = new();

    [Fact]
    public async Task What_wants_to_be_alone_waits_for_requests_under_way_and_later_ones_wait_for_it()
    {
        var first = Pass("/api/members");
        var (isAlone, isDone) = (new TaskCompletionSource(), new TaskCompletionSource<int>());
        var alone = _gate.RunExclusively(() => Be(isAlone, isDone), TestContext.Current.CancellationToken);
        var later = Pass("/api/members");
        Assert.False(isAlone.Task.IsCompleted);

        _answered.SetResult();
        await first;
        await isAlone.Task.WaitAsync(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken);
        Assert.False(later.IsCompleted);

        isDone.SetResult(7);
        Assert.Equal(7, await alone);
        await later.WaitAsync(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Requests_that_are_not_the_apps_never_wait()
    {
        _answered.SetResult();
        var isDone = new TaskCompletionSource<int>();
        var alone = _gate.RunExclusively(() => isDone.Task, TestContext.Current.CancellationToken);
        await Pass("/local/clock").WaitAsync(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken);
        isDone.SetResult(7);
        await alone;
    }

    [Fact]
    public async Task After_a_fault_requests_pass_again()
    {
        _answered.SetResult();
        await Assert.ThrowsAsync<InvalidOperationException>(() =>
            _gate.RunExclusively<int>(
                () => throw new InvalidOperationException(),
                TestContext.Current.CancellationToken
            )
        );
        await Pass("/api/members").WaitAsync(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken);
    }

    private static Task<int> Be(TaskCompletionSource alone, TaskCompletionSource<int> done)
    {
        alone.SetResult();
        return done.Task;
    }

    private Task Pass(string path) =>
        _gate.Invoke(new DefaultHttpContext { Request = { Path = path } }, _ => _answered.Task);
}
