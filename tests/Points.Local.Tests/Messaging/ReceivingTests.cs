using Points.Domain;
using Points.Local.Messaging;

namespace Points.Local.Tests.Messaging;

public sealed class ReceivingTests : IAsyncDisposable
{
    private const string Plain = BusFixture.Plain;
    private readonly BusFixture _it = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => _it.DisposeAsync();

    [Fact]
    public async Task Messages_arrive_in_the_order_in_which_they_were_sent_with_everything_they_carry()
    {
        var sent = BusFixture.Message("a", "s") with
        {
            CorrelationId = "c",
            Properties = new Dictionary<string, string>(StringComparer.Ordinal) { ["authorization"] = "Bearer 积分" },
        };
        await _it.Bus.Send(Plain, [sent, BusFixture.Message("b")], Cancellation);
        var received = await _it.Receive(Plain);
        Assert.Equal(["a", "b"], received.Select(message => message.MessageId));
        var first = received[0];
        Assert.Equal(
            ("s", "c", 1, _it.Time.GetUtcNow()),
            (first.SessionId, first.CorrelationId, first.DeliveryCount, first.EnqueuedAt)
        );
        Assert.Equal(sent.Body.ToArray(), first.Body.ToArray());
        Assert.Equal("Bearer 积分", first.Properties["authorization"]);
        Assert.Empty(received[1].Properties);
        Assert.NotEqual(first.LockToken, received[1].LockToken);
    }

    [Fact]
    public async Task A_message_that_somebody_has_is_not_given_to_another()
    {
        await _it.Send(Plain, "a");
        await _it.Receive(Plain);
        await _it.AssertNothingToReceive(Plain);
        Assert.Equal(new(Plain, 0, 0, 1, 0), _it.Bus.GetDepth(Plain));
    }

    [Fact]
    public async Task A_completed_message_never_comes_again()
    {
        await _it.Send(Plain, "a", "b");
        await _it.Bus.Complete(await _it.Receive(Plain));
        _it.Time.Advance(TimeSpan.FromDays(1));
        await _it.AssertNothingToReceive(Plain);
        await _it.Reopen();
        await _it.AssertNothingToReceive(Plain);
        Assert.Equal(new(Plain, 0, 0, 0, 0), _it.Bus.GetDepth(Plain));
    }

    [Fact]
    public async Task A_lock_that_ends_gives_the_message_to_the_next_with_a_higher_count()
    {
        await _it.Send(Plain, "a");
        var first = Assert.Single(await _it.Receive(Plain));
        _it.Time.Advance(BusFixture.LockDuration - TimeSpan.FromSeconds(1));
        await _it.AssertNothingToReceive(Plain);
        _it.Time.Advance(TimeSpan.FromSeconds(2));
        var second = Assert.Single(await _it.Receive(Plain));
        Assert.Equal(("a", 2, first.SequenceNumber), (second.MessageId, second.DeliveryCount, second.SequenceNumber));
        await Assert.ThrowsAsync<LockLostException>(() => _it.Bus.Complete(first));
        await _it.Bus.Complete(second);
    }

    [Fact]
    public async Task A_renewed_lock_lasts_longer()
    {
        await _it.Send(Plain, "a");
        var received = await _it.Receive(Plain);
        _it.Time.Advance(TimeSpan.FromSeconds(20));
        Assert.Equal(_it.Time.GetUtcNow() + BusFixture.LockDuration, _it.Bus.Renew(received));
        _it.Time.Advance(TimeSpan.FromSeconds(20));
        await _it.AssertNothingToReceive(Plain);
        await _it.Bus.Complete(received);
    }

    [Fact]
    public async Task A_lost_lock_cannot_be_renewed()
    {
        await _it.Send(Plain, "a");
        var received = await _it.Receive(Plain);
        _it.Time.Advance(BusFixture.LockDuration * 2);
        Assert.Throws<LockLostException>(() => _it.Bus.Renew(received));
    }

    [Fact]
    public async Task A_message_is_settled_once()
    {
        await _it.Send(Plain, "a");
        var received = await _it.Receive(Plain);
        await _it.Bus.Complete(received);
        await Assert.ThrowsAsync<LockLostException>(() => _it.Bus.Abandon(received));
    }

    [Fact]
    public async Task Of_many_those_that_are_held_are_completed_and_the_others_told_of()
    {
        await _it.Send(Plain, "a", "b", "c");
        var received = await _it.Receive(Plain);
        await _it.Bus.Complete(received[1]);
        Assert.Contains(
            "1 of 3",
            (await Assert.ThrowsAsync<LockLostException>(() => _it.Bus.Complete(received))).Message,
            StringComparison.Ordinal
        );
        Assert.Equal(new(Plain, 0, 0, 0, 0), _it.Bus.GetDepth(Plain));
    }

    [Fact]
    public async Task An_abandoned_message_comes_again_before_later_ones_with_a_higher_count()
    {
        await _it.Send(Plain, "a", "b", "c");
        await _it.Bus.Abandon(await _it.Receive(Plain, 1));
        var again = await _it.Receive(Plain);
        Assert.Equal(
            [("a", 2), ("b", 1), ("c", 1)],
            again.Select(message => (message.MessageId, message.DeliveryCount))
        );
    }

    [Fact]
    public async Task An_abandoned_message_can_be_made_to_wait()
    {
        await _it.Send(Plain, "a");
        await _it.Bus.Abandon(await _it.Receive(Plain), TimeSpan.FromSeconds(1));
        await _it.AssertNothingToReceive(Plain);
        var waiting = _it.Receive(Plain);
        _it.Time.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal("a", Assert.Single(await waiting).MessageId);
    }

    [Fact]
    public async Task A_receiver_waits_for_a_message_that_is_sent_later()
    {
        var waiting = _it.Receive(Plain);
        Assert.False(waiting.IsCompleted);
        await _it.Send(Plain, "a");
        Assert.Equal("a", Assert.Single(await waiting).MessageId);
    }

    [Fact]
    public async Task A_receiver_gives_up_when_its_time_is_over()
    {
        var waiting = _it.Bus.Receive(Plain, 10, TimeSpan.FromSeconds(5), Cancellation);
        while (!waiting.IsCompleted)
        {
            _it.Time.Advance(TimeSpan.FromSeconds(6));
            await Task.Yield();
        }
        Assert.Empty(await waiting);
    }

    [Fact]
    public async Task A_scheduled_message_comes_when_its_time_has_come_at_the_end_of_the_queue()
    {
        var due = _it.Time.GetUtcNow() + TimeSpan.FromMinutes(1);
        await _it.Bus.Send(
            Plain,
            [BusFixture.Message("later", scheduledFor: due), BusFixture.Message("now")],
            Cancellation
        );
        Assert.Equal(new(Plain, 1, 1, 0, 0), _it.Bus.GetDepth(Plain));
        Assert.Equal(["now"], await _it.ReceiveIds(Plain));
        await _it.Reopen();
        await _it.Send(Plain, "after");
        var earlier = await _it.Receive(Plain);
        Assert.Equal(["now", "after"], earlier.Select(message => message.MessageId));
        await _it.Bus.Complete(earlier);
        _it.Time.Advance(TimeSpan.FromSeconds(61));
        Assert.Equal(["later"], await _it.ReceiveIds(Plain));
        Assert.Equal(0, _it.Bus.GetDepth(Plain).Scheduled);
    }

    [Fact]
    public async Task More_than_fits_in_memory_arrives_in_order_and_once()
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
    public async Task Nobody_gets_more_than_may_be_locked_until_something_is_settled()
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
    public async Task A_full_queue_takes_no_more_until_something_is_completed()
    {
        await using var small = new BusFixture(new BusLimits { MessagesMax = 2 });
        await small.Send(Plain, "a", "b");
        await Assert.ThrowsAsync<StoreBusyException>(() => small.Send(Plain, "c"));
        await small.Bus.Complete(await small.Receive(Plain));
        await small.Send(Plain, "c");
        Assert.Equal(["c"], await small.ReceiveIds(Plain));
    }

    [Fact]
    public async Task What_is_no_message_is_refused()
    {
        var tooLong = new string('x', MessageRules.IdLengthMax + 1);
        await Assert.ThrowsAsync<ArgumentException>(() => _it.Send(Plain, ""));
        await Assert.ThrowsAsync<ArgumentException>(() => _it.Send(Plain, tooLong));
        await Assert.ThrowsAsync<ArgumentException>(() => _it.Send("nothing", "a"));
        await Assert.ThrowsAsync<ArgumentException>(() => _it.Send(BusFixture.Ordered, "a"));
        var tooLarge = await Assert.ThrowsAsync<ArgumentException>(() =>
            _it.Bus.Send(Plain, [new("a", new byte[MessageRules.BodyBytesMax + 1])], Cancellation)
        );
        Assert.Contains("262144", tooLarge.Message, StringComparison.Ordinal);
        await _it.Bus.Send(
            Plain,
            [new(tooLong[1..], new byte[MessageRules.BodyBytesMax]), new("empty", default)],
            Cancellation
        );
        Assert.Equal([MessageRules.BodyBytesMax, 0], (await _it.Receive(Plain)).Select(message => message.Body.Length));
    }
}
