using System.Collections.Concurrent;
using System.Net;

namespace Points.Local.Tests.Hosting;

public sealed class FeedFunctionTests
{
    private readonly ConcurrentQueue<string> _seen = new();

    [Theory, InlineData(1), InlineData(4)]
    public async Task A_function_gets_changes_from_the_beginning_on_and_quiet_means_that_it_has_them_all(int ranges)
    {
        await using var it = await FunctionPumpsFixture.Start(ranges);
        it.Work.OnChanges = See;
        for (var round = 0; round < 20; round++)
        {
            string[] members = [.. Enumerable.Range(0, 5).Select(i => $"{round}-{i}")];
            await it.WriteDocuments(members);
            await it.WaitUntilIdle();
            Assert.Empty(members.Except(_seen));
        }
    }

    [Fact]
    public async Task Changes_that_follow_each_other_come_by_themselves_and_in_few_calls()
    {
        await using var it = await FunctionPumpsFixture.Start();
        var (calls, all) = (0, new TaskCompletionSource());
        it.Work.OnChanges = async members =>
        {
            Interlocked.Increment(ref calls);
            await See(members);
            if (_seen.Distinct(StringComparer.Ordinal).Count() == 50)
                all.TrySetResult();
        };
        for (var i = 0; i < 50; i++)
            await it.WriteDocuments($"m-{i}");

        await all.Task.WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);

        Assert.InRange(calls, 1, 10);
    }

    [Fact]
    public async Task A_function_that_takes_text_gets_the_documents_as_an_array()
    {
        await using var it = await FunctionPumpsFixture.Start();
        var text = new ConcurrentQueue<string>();
        it.Work.OnText = documents =>
        {
            text.Enqueue(documents);
            return Task.CompletedTask;
        };
        await it.WriteDocuments("ada");
        await it.WaitUntilIdle();
        Assert.Matches("""^\[\{.*"memberId":"ada".*\}\]$""", Assert.Single(text));
    }

    [Fact]
    public async Task A_function_that_throws_gets_the_same_changes_until_it_does_not()
    {
        await using var it = await FunctionPumpsFixture.Start();
        var faults = 0;
        it.Work.OnChanges = async members =>
        {
            await See(members);
            if (++faults < 10)
                throw new InvalidOperationException("this test's fault");
        };
        await it.WriteDocuments("ada");
        await it.WaitUntilIdle();
        Assert.Equal(Enumerable.Repeat("ada", 10), _seen);
    }

    [Fact]
    public async Task After_a_restart_only_later_changes_come()
    {
        await using var it = await FunctionPumpsFixture.Start();
        it.Work.OnChanges = See;
        await it.WriteDocuments("ada");
        await it.WaitUntilIdle();
        await it.StopHost();
        await it.WriteDocuments("ben");
        await it.StartHost([typeof(SampleTriggers)]);
        await it.WaitUntilIdle();
        Assert.Equal(["ada", "ben"], _seen);
    }

    [Fact]
    public async Task Changes_that_were_not_handled_when_the_host_stopped_come_again()
    {
        await using var it = await FunctionPumpsFixture.Start();
        var began = new TaskCompletionSource();
        it.Work.OnChanges = _ =>
        {
            began.TrySetResult();
            throw new InvalidOperationException("this test's fault");
        };
        await it.WriteDocuments("ada");
        await began.Task.WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);
        await it.StopHost();
        it.Work.OnChanges = See;
        await it.StartHost([typeof(SampleTriggers)]);
        await it.WaitUntilIdle();
        Assert.Equal(["ada"], _seen);
    }

    [Fact]
    public async Task Quiet_means_that_what_followed_is_done_too_however_long_the_chain()
    {
        await using var it = await FunctionPumpsFixture.Start();
        it.Work.OnChanges = members => it.Send("one", [.. members]);
        it.Work.OnMessages = async (messages, _, _) =>
        {
            await See([.. messages.Select(message => message.MessageId)]);
            // Each message is a change, which is a message, which is a change.
            if (messages[0].MessageId.Length < 8)
                await it.WriteDocuments(messages[0].MessageId + "x");
        };
        for (var round = 0; round < 5; round++)
        {
            _seen.Clear();
            await it.WriteDocuments($"{round}");
            await it.WaitUntilIdle();
            Assert.Equal(8, _seen.Count);
        }
    }

    [Fact]
    public async Task What_others_go_on_to_change_is_not_waited_for()
    {
        await using var it = await FunctionPumpsFixture.Start();
        it.Work.OnChanges = See;
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var changing = Task.Run(
            async () =>
            {
                for (var i = 0; !enough.IsCancellationRequested; i++)
                    await it.WriteDocuments($"other-{i}");
            },
            TestContext.Current.CancellationToken
        );
        await it.WriteDocuments("ada");
        await it.WaitUntilIdle();
        Assert.Contains("ada", _seen);
        Assert.False(changing.IsCompleted);
        await enough.CancelAsync();
        await changing;
    }

    [Fact]
    public async Task An_administrator_waits_for_a_function_of_any_kind_by_its_name()
    {
        await using var it = await FunctionPumpsFixture.Start();
        it.Work.OnChanges = See;
        using var api = new Api(it.Address);
        await it.WriteDocuments("ada");
        await api.RunJob("relay");
        Assert.Equal(["ada"], _seen);
        await it.Send("one", "a");
        await api.RunJob("One");
        Assert.Equal(0, it.Bus.GetDepth("one").Active);
        (await api.Send(HttpMethod.Post, "/admin/functions/nothing", null)).ExpectProblem(
            HttpStatusCode.NotFound,
            "not-found"
        );
    }

    [Fact]
    public async Task What_does_not_become_quiet_in_time_is_said_not_to_be()
    {
        await using var it = await FunctionPumpsFixture.Start();
        var release = new TaskCompletionSource();
        it.Work.OnMessages = (_, _, _) => release.Task;
        await it.Send("one", "a");
        Assert.False(
            await it.IdleDetector.WaitUntilIdle(TimeSpan.FromSeconds(0.5), TestContext.Current.CancellationToken)
        );
        release.SetResult();
        await it.WaitUntilIdle();
    }

    private Task See(IReadOnlyList<string> members)
    {
        foreach (var member in members)
            _seen.Enqueue(member);
        return Task.CompletedTask;
    }
}
