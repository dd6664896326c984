using Microsoft.AspNetCore.Http;
using Points.Local.Clock;

namespace Points.Local.Tests.Clock;

public sealed class RequestGateTests
{
    private readonly RequestGate _gate = new("/api");
    private readonly TaskCompletionSource _answered = new();

    [Fact]
    public async Task An_exclusive_call_waits_for_running_requests_and_later_requests_wait_for_it()
    {
        var first = Pass("/api/members");
        var (isAlone, isDone) = (new TaskCompletionSource(), new TaskCompletionSource<int>());
        var alone = _gate.RunExclusively(() => StartAndWait(isAlone, isDone), TestContext.Current.CancellationToken);
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
    public async Task Requests_outside_the_api_path_never_wait()
    {
        _answered.SetResult();
        var isDone = new TaskCompletionSource<int>();
        var alone = _gate.RunExclusively(() => isDone.Task, TestContext.Current.CancellationToken);
        await Pass("/local/clock").WaitAsync(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken);
        isDone.SetResult(7);
        await alone;
    }

    [Fact]
    public async Task After_an_exception_requests_pass_again()
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

    private static Task<int> StartAndWait(TaskCompletionSource alone, TaskCompletionSource<int> done)
    {
        alone.SetResult();
        return done.Task;
    }

    private Task Pass(string path) =>
        _gate.Invoke(new DefaultHttpContext { Request = { Path = path } }, _ => _answered.Task);
}
