using System.Collections.Concurrent;
using System.Net;

namespace Points.Local.Tests.Hosting;

public sealed class FeedFunctionTests
{
    private readonly ConcurrentQueue<string> _seen = new();

    [Theory, InlineData(1), InlineData(4)]
    public async Task A_function_gets_all_changes_from_the_beginning_before_the_host_is_idle(int ranges)
    {
        await using var fixture = await FunctionPumpsFixture.Start(ranges);
        fixture.Work.OnChanges = Record;
        for (var round = 0; round < 20; round++)
        {
            string[] members = [.. Enumerable.Range(0, 5).Select(i => $"{round}-{i}")];
            await fixture.WriteDocuments(members);
            await fixture.WaitUntilIdle();
            Assert.Empty(members.Except(_seen));
        }
    }

    [Fact]
    public async Task Changes_in_quick_succession_arrive_in_few_calls()
    {
        await using var fixture = await FunctionPumpsFixture.Start();
        var (calls, all) = (0, new TaskCompletionSource());
        fixture.Work.OnChanges = async members =>
        {
            Interlocked.Increment(ref calls);
            await Record(members);
            if (_seen.Distinct(StringComparer.Ordinal).Count() == 50)
                all.TrySetResult();
        };
        for (var i = 0; i < 50; i++)
            await fixture.WriteDocuments($"m-{i}");

        await all.Task.WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);

        Assert.InRange(calls, 1, 10);
    }

    [Fact]
    public async Task A_function_with_a_text_parameter_gets_the_documents_as_a_JSON_array()
    {
        await using var fixture = await FunctionPumpsFixture.Start();
        var text = new ConcurrentQueue<string>();
        fixture.Work.OnText = documents =>
        {
            text.Enqueue(documents);
            return Task.CompletedTask;
        };
        await fixture.WriteDocuments("ada");
        await fixture.WaitUntilIdle();
        Assert.Matches("""^\[\{.*"memberId":"ada".*\}\]$""", Assert.Single(text));
    }

    [Fact]
    public async Task A_function_that_throws_gets_the_same_changes_until_it_succeeds()
    {
        await using var fixture = await FunctionPumpsFixture.Start();
        var calls = 0;
        fixture.Work.OnChanges = async members =>
        {
            await Record(members);
            if (++calls < 10)
                throw new InvalidOperationException("thrown by this test");
        };
        await fixture.WriteDocuments("ada");
        await fixture.WaitUntilIdle();
        Assert.Equal(Enumerable.Repeat("ada", 10), _seen);
    }

    [Fact]
    public async Task After_a_restart_only_later_changes_arrive()
    {
        await using var fixture = await FunctionPumpsFixture.Start();
        fixture.Work.OnChanges = Record;
        await fixture.WriteDocuments("ada");
        await fixture.WaitUntilIdle();
        await fixture.StopHost();
        await fixture.WriteDocuments("ben");
        await fixture.StartHost([typeof(SampleTriggers)]);
        await fixture.WaitUntilIdle();
        Assert.Equal(["ada", "ben"], _seen);
    }

    [Fact]
    public async Task Changes_that_were_not_handled_before_a_stop_arrive_again()
    {
        await using var fixture = await FunctionPumpsFixture.Start();
        var began = new TaskCompletionSource();
        fixture.Work.OnChanges = _ =>
        {
            began.TrySetResult();
            throw new InvalidOperationException("thrown by this test");
        };
        await fixture.WriteDocuments("ada");
        await began.Task.WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);
        await fixture.StopHost();
        fixture.Work.OnChanges = Record;
        await fixture.StartHost([typeof(SampleTriggers)]);
        await fixture.WaitUntilIdle();
        Assert.Equal(["ada"], _seen);
    }

    [Fact]
    public async Task The_host_is_idle_only_after_a_whole_chain_of_changes_and_messages()
    {
        await using var fixture = await FunctionPumpsFixture.Start();
        fixture.Work.OnChanges = members => fixture.Send("one", [.. members]);
        fixture.Work.OnMessages = async (messages, _, _) =>
        {
            await Record([.. messages.Select(message => message.MessageId)]);
            // Each message causes a change, which causes the next message.
            if (messages[0].MessageId.Length < 8)
                await fixture.WriteDocuments(messages[0].MessageId + "x");
        };
        for (var round = 0; round < 5; round++)
        {
            _seen.Clear();
            await fixture.WriteDocuments($"{round}");
            await fixture.WaitUntilIdle();
            Assert.Equal(8, _seen.Count);
        }
    }

    [Fact]
    public async Task Waiting_until_idle_does_not_wait_for_later_changes_of_others()
    {
        await using var fixture = await FunctionPumpsFixture.Start();
        fixture.Work.OnChanges = Record;
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var changing = Task.Run(
            async () =>
            {
                for (var i = 0; !stop.IsCancellationRequested; i++)
                    await fixture.WriteDocuments($"other-{i}");
            },
            TestContext.Current.CancellationToken
        );
        await fixture.WriteDocuments("ada");
        await fixture.WaitUntilIdle();
        Assert.Contains("ada", _seen);
        Assert.False(changing.IsCompleted);
        await stop.CancelAsync();
        await changing;
    }

    [Fact]
    public async Task The_admin_endpoint_waits_for_a_function_of_any_kind_by_its_name()
    {
        await using var fixture = await FunctionPumpsFixture.Start();
        fixture.Work.OnChanges = Record;
        using var api = new Api(fixture.Address);
        await fixture.WriteDocuments("ada");
        await api.RunJob("relay");
        Assert.Equal(["ada"], _seen);
        await fixture.Send("one", "a");
        await api.RunJob("One");
        Assert.Equal(0, fixture.Bus.GetDepth("one").Active);
        (await api.Send(HttpMethod.Post, "/admin/functions/nothing", null)).ExpectProblem(
            HttpStatusCode.NotFound,
            "not-found"
        );
    }

    [Fact]
    public async Task Waiting_until_idle_returns_false_after_the_time_limit()
    {
        await using var fixture = await FunctionPumpsFixture.Start();
        var release = new TaskCompletionSource();
        fixture.Work.OnMessages = (_, _, _) => release.Task;
        await fixture.Send("one", "a");
        Assert.False(
            await fixture.IdleDetector.WaitUntilIdle(TimeSpan.FromSeconds(0.5), TestContext.Current.CancellationToken)
        );
        release.SetResult();
        await fixture.WaitUntilIdle();
    }

    private Task Record(IReadOnlyList<string> members)
    {
        foreach (var member in members)
            _seen.Enqueue(member);
        return Task.CompletedTask;
    }
}
