using System.Collections.Concurrent;
using Emulators.ServiceBus;
using Points.Local.Hosting;

namespace Points.Local.Tests.Hosting;

public sealed class MessageFunctionTests : IAsyncLifetime
{
    private readonly ConcurrentQueue<(string Id, int Count)> _seen = new();
    private FunctionPumpsFixture _it = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _it = await FunctionPumpsFixture.Start();

    public ValueTask DisposeAsync() => _it.DisposeAsync();

    [Fact]
    public async Task A_function_gets_each_message_and_its_success_completes_the_message()
    {
        _it.Work.OnMessages = (messages, _, ct) =>
            Record(messages.Select(message => (message.MessageId, message.DeliveryCount)), ct.CanBeCanceled);
        await _it.Send("one", "a", "b", "c");
        await _it.WaitUntilIdle();
        Assert.Equal([("a", 1), ("b", 1), ("c", 1)], _seen.Order());
        Assert.Equal(new("one", 0, 0, 0, 0), _it.Bus.GetDepth("one"));
    }

    [Fact]
    public async Task A_batched_function_gets_many_messages_at_once_and_settles_each_itself()
    {
        _it.Work.OnMessages = async (messages, actions, ct) =>
        {
            await Record(messages.Select(message => (message.MessageId, message.DeliveryCount)));
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
        var deadLetter = Assert.Single(await _it.Bus.ReadDeadLetters("many", ct: Cancellation));
        Assert.Equal(("7", "malformed", "why"), (deadLetter.MessageId, deadLetter.Reason, deadLetter.Description));
    }

    [Theory]
    [InlineData("one", 5_000)]
    [InlineData("many", 50_000)]
    public async Task A_function_that_does_nothing_processes_many_messages_quickly(string queue, int count)
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
    public async Task When_a_function_throws_Then_unsettled_messages_are_redelivered_and_finally_dead_lettered()
    {
        _it.Work.OnMessages = async (messages, actions, ct) =>
        {
            await Record(messages.Select(message => (message.MessageId, message.DeliveryCount)));
            foreach (var message in messages.Where(message => message.MessageId == "good"))
                await actions.CompleteMessageAsync(message, ct);
            throw new InvalidOperationException("thrown by this test");
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
    public async Task A_function_may_run_longer_than_a_message_lock_lasts()
    {
        _it.Work.OnMessages = async (messages, _, ct) =>
        {
            await Record(messages.Select(message => (message.MessageId, message.DeliveryCount)));
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
            Record(messages.Select(message => (message.MessageId, message.DeliveryCount)));
        await _it.Send("ordered", [.. Enumerable.Range(0, 100).Select(i => $"s{i % 3}-{i:000}")]);
        await _it.WaitUntilIdle();
        Assert.Equal(100, _seen.Count);
        foreach (var session in _seen.GroupBy(seen => seen.Id[..2]))
            Assert.Equal(session.Order(), session);
    }

    [Fact]
    public async Task An_abandoned_message_is_redelivered()
    {
        _it.Work.OnMessages = async (messages, actions, ct) =>
        {
            await Record(messages.Select(message => (message.MessageId, message.DeliveryCount)));
            if (messages[0].DeliveryCount == 1)
                await actions.AbandonMessageAsync(messages[0], cancellationToken: ct);
        };
        await _it.Send("one", "a");
        await _it.WaitUntilIdle();
        Assert.Equal([("a", 1), ("a", 2)], _seen);
    }

    [Fact]
    public async Task A_stop_waits_for_the_running_function()
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
    public void A_parameter_that_cannot_be_bound_is_refused_at_the_start() =>
        Assert.Contains(
            "Int32",
            Assert.Throws<InvalidOperationException>(() => MessageFunction.From([typeof(UnboundTrigger)])).Message,
            StringComparison.Ordinal
        );

    [Fact]
    public async Task A_queue_that_is_not_defined_is_refused_at_the_start()
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

    private Task Record(IEnumerable<(string Id, int Count)> messages, bool isExpected = true)
    {
        foreach (var message in messages)
            _seen.Enqueue(message);
        return isExpected ? Task.CompletedTask : throw new InvalidOperationException("unexpected call");
    }
}
