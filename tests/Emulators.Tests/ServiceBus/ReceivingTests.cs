using Emulators.ServiceBus;

namespace Emulators.Tests.ServiceBus;

/// <summary>How messages are sent, received and settled.</summary>
public sealed class ReceivingTests : IAsyncDisposable
{
    private const string Plain = BusFixture.Plain;
    private readonly BusFixture _fixture = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => _fixture.DisposeAsync();

    [Fact]
    public async Task Messages_arrive_in_the_order_they_were_sent_with_all_their_properties()
    {
        var sent = BusFixture.Message("a", "s") with
        {
            CorrelationId = "c",
            Properties = new Dictionary<string, string>(StringComparer.Ordinal) { ["authorization"] = "Bearer 积分" },
        };
        await _fixture.Bus.Send(Plain, [sent, BusFixture.Message("b")], Cancellation);
        var received = await _fixture.Receive(Plain);
        Assert.Equal(["a", "b"], received.Select(message => message.MessageId));
        var first = received[0];
        Assert.Equal(
            ("s", "c", 1, _fixture.Time.GetUtcNow()),
            (first.SessionId, first.CorrelationId, first.DeliveryCount, first.EnqueuedAt)
        );
        Assert.Equal(sent.Body.ToArray(), first.Body.ToArray());
        Assert.Equal("Bearer 积分", first.Properties["authorization"]);
        Assert.Empty(received[1].Properties);
        Assert.NotEqual(first.LockToken, received[1].LockToken);
    }

    [Fact]
    public async Task A_locked_message_is_not_given_to_another_receiver()
    {
        await _fixture.Send(Plain, "a");
        await _fixture.Receive(Plain);
        await _fixture.AssertNothingToReceive(Plain);
        Assert.Equal(new(Plain, 0, 0, 1, 0), _fixture.Bus.GetDepth(Plain));
    }

    [Fact]
    public async Task A_completed_message_never_comes_again()
    {
        await _fixture.Send(Plain, "a", "b");
        await _fixture.Bus.Complete(await _fixture.Receive(Plain));
        _fixture.Time.Advance(TimeSpan.FromDays(1));
        await _fixture.AssertNothingToReceive(Plain);
        await _fixture.Reopen();
        await _fixture.AssertNothingToReceive(Plain);
        Assert.Equal(new(Plain, 0, 0, 0, 0), _fixture.Bus.GetDepth(Plain));
    }

    [Fact]
    public async Task After_its_lock_ends_a_message_goes_to_the_next_receiver_with_a_higher_count()
    {
        await _fixture.Send(Plain, "a");
        var first = Assert.Single(await _fixture.Receive(Plain));
        _fixture.Time.Advance(BusFixture.LockDuration - TimeSpan.FromSeconds(1));
        await _fixture.AssertNothingToReceive(Plain);
        _fixture.Time.Advance(TimeSpan.FromSeconds(2));
        var second = Assert.Single(await _fixture.Receive(Plain));
        Assert.Equal(("a", 2, first.SequenceNumber), (second.MessageId, second.DeliveryCount, second.SequenceNumber));
        await Assert.ThrowsAsync<LockLostException>(() => _fixture.Bus.Complete(first));
        await _fixture.Bus.Complete(second);
    }

    [Fact]
    public async Task A_renewed_lock_lasts_longer()
    {
        await _fixture.Send(Plain, "a");
        var received = await _fixture.Receive(Plain);
        _fixture.Time.Advance(TimeSpan.FromSeconds(20));
        Assert.Equal(_fixture.Time.GetUtcNow() + BusFixture.LockDuration, _fixture.Bus.Renew(received));
        _fixture.Time.Advance(TimeSpan.FromSeconds(20));
        await _fixture.AssertNothingToReceive(Plain);
        await _fixture.Bus.Complete(received);
    }

    [Fact]
    public async Task A_lost_lock_cannot_be_renewed()
    {
        await _fixture.Send(Plain, "a");
        var received = await _fixture.Receive(Plain);
        _fixture.Time.Advance(BusFixture.LockDuration * 2);
        Assert.Throws<LockLostException>(() => _fixture.Bus.Renew(received));
    }

    [Fact]
    public async Task A_message_is_settled_once()
    {
        await _fixture.Send(Plain, "a");
        var received = await _fixture.Receive(Plain);
        await _fixture.Bus.Complete(received);
        await Assert.ThrowsAsync<LockLostException>(() => _fixture.Bus.Abandon(received));
    }

    [Fact]
    public async Task Given_some_lost_locks_Then_the_other_messages_are_completed_and_the_error_counts_them()
    {
        await _fixture.Send(Plain, "a", "b", "c");
        var received = await _fixture.Receive(Plain);
        await _fixture.Bus.Complete(received[1]);
        Assert.Contains(
            "1 of 3",
            (await Assert.ThrowsAsync<LockLostException>(() => _fixture.Bus.Complete(received))).Message,
            StringComparison.Ordinal
        );
        Assert.Equal(new(Plain, 0, 0, 0, 0), _fixture.Bus.GetDepth(Plain));
    }

    [Fact]
    public async Task An_abandoned_message_comes_again_before_later_ones_with_a_higher_count()
    {
        await _fixture.Send(Plain, "a", "b", "c");
        await _fixture.Bus.Abandon(await _fixture.Receive(Plain, 1));
        var again = await _fixture.Receive(Plain);
        Assert.Equal(
            [("a", 2), ("b", 1), ("c", 1)],
            again.Select(message => (message.MessageId, message.DeliveryCount))
        );
    }

    [Fact]
    public async Task An_abandoned_message_can_be_delayed()
    {
        await _fixture.Send(Plain, "a");
        await _fixture.Bus.Abandon(await _fixture.Receive(Plain), TimeSpan.FromSeconds(1));
        await _fixture.AssertNothingToReceive(Plain);
        var waiting = _fixture.Receive(Plain);
        _fixture.Time.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal("a", Assert.Single(await waiting).MessageId);
    }

    [Fact]
    public async Task A_receiver_waits_for_a_message_that_is_sent_later()
    {
        var waiting = _fixture.Receive(Plain);
        Assert.False(waiting.IsCompleted);
        await _fixture.Send(Plain, "a");
        Assert.Equal("a", Assert.Single(await waiting).MessageId);
    }

    [Fact]
    public async Task A_receiver_gives_up_when_its_time_is_over()
    {
        var waiting = _fixture.Bus.Receive(Plain, 10, TimeSpan.FromSeconds(5), Cancellation);
        while (!waiting.IsCompleted)
        {
            _fixture.Time.Advance(TimeSpan.FromSeconds(6));
            await Task.Yield();
        }
        Assert.Empty(await waiting);
    }

    [Fact]
    public async Task A_scheduled_message_is_delivered_at_its_time_after_earlier_messages()
    {
        var due = _fixture.Time.GetUtcNow() + TimeSpan.FromMinutes(1);
        await _fixture.Bus.Send(
            Plain,
            [BusFixture.Message("later", scheduledFor: due), BusFixture.Message("now")],
            Cancellation
        );
        Assert.Equal(new(Plain, 1, 1, 0, 0), _fixture.Bus.GetDepth(Plain));
        Assert.Equal(["now"], await _fixture.ReceiveIds(Plain));
        await _fixture.Reopen();
        await _fixture.Send(Plain, "after");
        var earlier = await _fixture.Receive(Plain);
        Assert.Equal(["now", "after"], earlier.Select(message => message.MessageId));
        await _fixture.Bus.Complete(earlier);
        _fixture.Time.Advance(TimeSpan.FromSeconds(61));
        Assert.Equal(["later"], await _fixture.ReceiveIds(Plain));
        Assert.Equal(0, _fixture.Bus.GetDepth(Plain).Scheduled);
    }

    [Fact]
    public async Task More_messages_than_fit_in_memory_arrive_once_and_in_order()
    {
        await using var small = new BusFixture(new BusLimits { ReadyMax = 10 });
        for (var i = 0; i < 20; i++)
            await small.Send(Plain, [.. Enumerable.Range(i * 50, 50).Select(number => $"{number}")]);
        var received = new List<string>();
        while (received.Count < 1_000)
        {
            var some = await small.Receive(Plain, 7);
            received.AddRange(some.Select(message => message.MessageId));
            await small.Bus.Complete(some);
        }
        Assert.Equal(Enumerable.Range(0, 1_000).Select(number => $"{number}"), received);
    }

    [Fact]
    public async Task Given_the_most_locked_messages_Then_more_are_delivered_only_after_one_is_settled()
    {
        await using var small = new BusFixture(new BusLimits { LockedMax = 2 });
        await small.Send(Plain, "a", "b", "c");
        var received = await small.Receive(Plain);
        Assert.Equal(2, received.Count);
        var waiting = small.Receive(Plain);
        await small.Bus.Complete(received[0]);
        Assert.Equal("c", Assert.Single(await waiting).MessageId);
    }

    [Fact]
    public async Task A_full_queue_accepts_no_message_until_one_is_completed()
    {
        await using var small = new BusFixture(new BusLimits { MessagesMax = 2 });
        await small.Send(Plain, "a", "b");
        await Assert.ThrowsAsync<QueueBusyException>(() => small.Send(Plain, "c"));
        await small.Bus.Complete(await small.Receive(Plain));
        await small.Send(Plain, "c");
        Assert.Equal(["c"], await small.ReceiveIds(Plain));
    }

    [Fact]
    public async Task An_invalid_message_is_refused()
    {
        var tooLong = new string('x', MessageRules.IdLengthMax + 1);
        await Assert.ThrowsAsync<ArgumentException>(() => _fixture.Send(Plain, ""));
        await Assert.ThrowsAsync<ArgumentException>(() => _fixture.Send(Plain, tooLong));
        await Assert.ThrowsAsync<ArgumentException>(() => _fixture.Send("nothing", "a"));
        await Assert.ThrowsAsync<ArgumentException>(() => _fixture.Send(BusFixture.Ordered, "a"));
        var tooLarge = await Assert.ThrowsAsync<ArgumentException>(() =>
            _fixture.Bus.Send(Plain, [new("a", new byte[MessageRules.BodyBytesMax + 1])], Cancellation)
        );
        Assert.Contains("262144", tooLarge.Message, StringComparison.Ordinal);
        await _fixture.Bus.Send(
            Plain,
            [new(tooLong[1..], new byte[MessageRules.BodyBytesMax]), new("empty", default)],
            Cancellation
        );
        var received = await _fixture.Receive(Plain);
        Assert.Equal([MessageRules.BodyBytesMax, 0], received.Select(message => message.Body.Length));
    }
}
