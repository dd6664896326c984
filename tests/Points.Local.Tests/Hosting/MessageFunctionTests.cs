using System.Collections.Concurrent;
using Points.Local.Hosting;
using Points.Local.Messaging;

namespace Points.Local.Tests.Hosting;

public sealed class MessageFunctionTests : IAsyncLifetime
{
    private readonly ConcurrentQueue<(string Id, int Count)> _seen = new();
    private FunctionPumpsFixture _it = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _it = await FunctionPumpsFixture.Start();

    public ValueTask DisposeAsync() => _it.DisposeAsync();

    [Fact]
    public async Task A_function_gets_each_message_and_what_it_has_run_for_is_completed()
    {
        _it.Work.OnMessages = (messages, _, ct) =>
            See(messages.Select(message => (message.MessageId, message.DeliveryCount)), ct.CanBeCanceled);
        await _it.Send("one", "a", "b", "c");
        await _it.WaitUntilIdle();
        Assert.Equal([("a", 1), ("b", 1), ("c", 1)], _seen.Order());
        Assert.Equal(new("one", 0, 0, 0, 0), _it.Bus.GetDepth("one"));
    }

    [Fact]
    public async Task A_function_of_batches_gets_many_at_once_and_settles_each_itself()
    {
        _it.Work.OnMessages = async (messages, actions, ct) =>
        {
            await See(messages.Select(message => (message.MessageId, message.DeliveryCount)));
            await Task.WhenAll(
                messages.Select(message =>
                    message.MessageId is "7"
                        ? actions.DeadLetterMessageAsync(
                            message,
                            deadLetterReason: "malformed",
                            deadLetterErrorDescription: "why",
                            cancellationToken: ct
                        )
                        : actions.CompleteMessageAsync(message, ct)
                )
            );
        };
        await _it.Send("many", [.. Enumerable.Range(0, 1_000).Select(i => $"{i}")]);
        await _it.WaitUntilIdle();
        Assert.Equal(1_000, _seen.Count);
        var letter = Assert.Single(await _it.Bus.ReadDeadLetters("many", ct: Cancellation));
        Assert.Equal(("7", "malformed", "why"), (letter.MessageId, letter.Reason, letter.Description));
    }

    [Theory]
    [InlineData("one", 5_000)]
    [InlineData("many", 50_000)]
    public async Task A_function_that_does_nothing_else_keeps_up(string queue, int count)
    {
        _it.Work.OnMessages = (messages, actions, ct) =>
            queue == "one"
                ? Task.CompletedTask
                : Task.WhenAll(messages.Select(message => actions.CompleteMessageAsync(message, ct)));
        var watch = System.Diagnostics.Stopwatch.StartNew();
        for (var sent = 0; sent < count; sent += 1_000)
            await _it.Send(queue, [.. Enumerable.Range(sent, 1_000).Select(i => $"{i}")]);
        await _it.WaitUntilIdle();
        TestContext.Current.TestOutputHelper!.WriteLine($"{count / watch.Elapsed.TotalSeconds:N0} messages/s");
        Assert.Equal(new(queue, 0, 0, 0, 0), _it.Bus.GetDepth(queue));
    }

    [Fact]
    public async Task When_a_function_throws_what_it_has_not_settled_comes_again_and_is_dead_in_the_end()
    {
        _it.Work.OnMessages = async (messages, actions, ct) =>
        {
            await See(messages.Select(message => (message.MessageId, message.DeliveryCount)));
            foreach (var message in messages.Where(message => message.MessageId == "good"))
                await actions.CompleteMessageAsync(message, ct);
            throw new InvalidOperationException("this test's fault");
        };
        await _it.Send("many", "good", "bad");
        await _it.WaitUntilIdle();
        Assert.Equal([("bad", 1), ("bad", 2), ("good", 1)], _seen.Order());
        Assert.Equal(
            DeadLetter.MaxDeliveryCountExceeded,
            Assert.Single(await _it.Bus.ReadDeadLetters("many", ct: Cancellation)).Reason
        );
    }

    [Fact]
    public async Task A_function_may_take_longer_than_a_lock_lasts()
    {
        _it.Work.OnMessages = async (messages, _, ct) =>
        {
            await See(messages.Select(message => (message.MessageId, message.DeliveryCount)));
            await Task.Delay(TimeSpan.FromSeconds(2.5), ct);
        };
        await _it.Send("one", "a");
        await _it.WaitUntilIdle();
        Assert.Equal([("a", 1)], _seen);
    }

    [Fact]
    public async Task Messages_of_a_session_are_handled_in_order_one_call_after_another()
    {
        _it.Work.OnMessages = (messages, _, _) =>
            See(messages.Select(message => (message.MessageId, message.DeliveryCount)));
        await _it.Send("ordered", [.. Enumerable.Range(0, 100).Select(i => $"s{i % 3}-{i:000}")]);
        await _it.WaitUntilIdle();
        Assert.Equal(100, _seen.Count);
        foreach (var session in _seen.GroupBy(seen => seen.Id[..2]))
            Assert.Equal(session.Order(), session);
    }

    [Fact]
    public async Task What_is_given_back_by_the_function_comes_again()
    {
        _it.Work.OnMessages = async (messages, actions, ct) =>
        {
            await See(messages.Select(message => (message.MessageId, message.DeliveryCount)));
            if (messages[0].DeliveryCount == 1)
                await actions.AbandonMessageAsync(messages[0], cancellationToken: ct);
        };
        await _it.Send("one", "a");
        await _it.WaitUntilIdle();
        Assert.Equal([("a", 1), ("a", 2)], _seen);
    }

    [Fact]
    public async Task A_stop_waits_for_the_function_under_way()
    {
        var (began, ended) = (new TaskCompletionSource(), false);
        _it.Work.OnMessages = async (_, _, ct) =>
        {
            began.TrySetResult();
            await Task.Delay(TimeSpan.FromSeconds(0.5), ct);
            ended = true;
        };
        await _it.Send("one", "a");
        await began.Task.WaitAsync(TimeSpan.FromSeconds(10), Cancellation);
        await _it.StopHost();
        Assert.True(ended);
        await _it.StartHost([]);
        Assert.Equal(new("one", 0, 0, 0, 0), _it.Bus.GetDepth("one"));
    }

    [Fact]
    public void A_parameter_that_cannot_be_bound_is_found_before_anything_is_received() =>
        Assert.Contains(
            "Int32",
            Assert.Throws<InvalidOperationException>(() => MessageFunction.From([typeof(UnboundTrigger)])).Message,
            StringComparison.Ordinal
        );

    [Fact]
    public async Task A_queue_that_is_not_defined_is_found_before_anything_is_received()
    {
        await _it.StopHost();
        Assert.Contains(
            "nowhere",
            (
                await Assert.ThrowsAsync<InvalidOperationException>(() => _it.StartHost([typeof(QueuelessTrigger)]))
            ).Message,
            StringComparison.Ordinal
        );
        await _it.Bus.DisposeAsync();
        await _it.StartHost([]);
    }

    private Task See(IEnumerable<(string Id, int Count)> messages, bool isRight = true)
    {
        foreach (var message in messages)
            _seen.Enqueue(message);
        return isRight ? Task.CompletedTask : throw new InvalidOperationException("not as it should be");
    }
}
