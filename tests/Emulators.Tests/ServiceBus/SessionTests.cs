using Emulators.ServiceBus;

namespace Emulators.Tests.ServiceBus;

/// <summary>How messages of sessions are received.</summary>
public sealed class SessionTests : IAsyncDisposable
{
    private const string Ordered = BusFixture.Ordered;
    private readonly BusFixture _fixture = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => _fixture.DisposeAsync();

    [Fact]
    public async Task A_session_has_one_receiver_at_a_time_and_other_sessions_have_their_own()
    {
        await Send(("s1", "a"), ("s2", "b"), ("s1", "c"));
        await using var first = await Accept();
        await using var second = await Accept();
        Assert.Equal(["s1", "s2"], new[] { first.SessionId, second.SessionId }.Order());
        Assert.Null(await _fixture.Bus.AcceptSession(Ordered, ct: Cancellation));
        var (one, two) = first.SessionId == "s1" ? (first, second) : (second, first);
        Assert.Equal(["a", "c"], await Ids(one));
        Assert.Equal(["b"], await Ids(two));
    }

    [Fact]
    public async Task Messages_of_a_session_keep_their_order_even_if_one_is_abandoned()
    {
        await Send(("s", "a"), ("s", "b"), ("s", "c"));
        await using var session = await Accept();
        await _fixture.Bus.Abandon(await session.Receive(1, TimeSpan.Zero, Cancellation));
        var again = await session.Receive(10, TimeSpan.Zero, Cancellation);
        Assert.Equal(
            [("a", 2), ("b", 1), ("c", 1)],
            again.Select(message => (message.MessageId, message.DeliveryCount))
        );
    }

    [Fact]
    public async Task Unsettled_messages_go_to_the_sessions_next_receiver_in_order()
    {
        await Send(("s", "a"), ("s", "b"), ("s", "c"));
        await using (var session = await Accept())
            await _fixture.Bus.Complete((await session.Receive(2, TimeSpan.Zero, Cancellation))[0]);
        await using var next = await Accept();
        var received = await next.Receive(10, TimeSpan.Zero, Cancellation);
        Assert.Equal([("b", 2), ("c", 1)], received.Select(message => (message.MessageId, message.DeliveryCount)));
    }

    [Fact]
    public async Task A_sessions_lock_ends_and_can_be_renewed()
    {
        await Send(("s", "a"));
        var lost = await Accept();
        var received = await lost.Receive(10, TimeSpan.Zero, Cancellation);
        _fixture.Time.Advance(TimeSpan.FromSeconds(20));
        lost.Renew();
        _fixture.Time.Advance(TimeSpan.FromSeconds(20));
        Assert.Null(await _fixture.Bus.AcceptSession(Ordered, ct: Cancellation));
        _fixture.Time.Advance(TimeSpan.FromSeconds(20));
        await using var next = await Accept();
        Assert.Equal(["a"], await Ids(next));
        await Assert.ThrowsAsync<LockLostException>(() => _fixture.Bus.Complete(received));
        await Assert.ThrowsAsync<LockLostException>(() => lost.Receive(1, TimeSpan.Zero, Cancellation));
        Assert.Throws<LockLostException>(() => lost.Renew());
    }

    [Fact]
    public async Task A_delayed_message_delays_its_session()
    {
        await Send(("s", "a"), ("s", "b"));
        await using (var session = await Accept())
            await _fixture.Bus.Abandon(await session.Receive(1, TimeSpan.Zero, Cancellation), TimeSpan.FromSeconds(1));
        Assert.Null(await _fixture.Bus.AcceptSession(Ordered, ct: Cancellation));
        var accepting = Accept();
        _fixture.Time.Advance(TimeSpan.FromSeconds(2));
        await using var next = await accepting;
        Assert.Equal(["a", "b"], await Ids(next));
    }

    [Fact]
    public async Task A_session_receiver_waits_for_the_sessions_next_message()
    {
        await Send(("s", "a"));
        await using var session = await Accept();
        await _fixture.Bus.Complete(await session.Receive(10, TimeSpan.Zero, Cancellation));
        var waiting = session.Receive(10, Timeout.InfiniteTimeSpan, Cancellation);
        await Send(("other", "b"), ("s", "c"));
        Assert.Equal("c", Assert.Single(await waiting.WaitAsync(TimeSpan.FromSeconds(20), Cancellation)).MessageId);
    }

    [Fact]
    public async Task Sessions_take_turns()
    {
        await Send(("s1", "a"), ("s1", "b"), ("s2", "c"));
        var turns = new List<string>();
        for (var i = 0; i < 3; i++)
        {
            await using var session = await Accept();
            turns.Add(session.SessionId);
            await _fixture.Bus.Complete(await session.Receive(1, TimeSpan.Zero, Cancellation));
        }
        Assert.Equal(["s1", "s2", "s1"], turns);
    }

    [Fact]
    public Task A_queue_with_sessions_cannot_be_received_without_one() =>
        Assert.ThrowsAsync<InvalidOperationException>(() => _fixture.Bus.Receive(Ordered, 1, ct: Cancellation));

    private static async Task<string[]> Ids(SessionReceiver session) =>
        [.. (await session.Receive(10, TimeSpan.Zero, Cancellation)).Select(message => message.MessageId)];

    private Task Send(params (string Session, string Id)[] messages) =>
        _fixture.Bus.Send(
            Ordered,
            [.. messages.Select(message => BusFixture.Message(message.Id, message.Session))],
            Cancellation
        );

    private async Task<SessionReceiver> Accept() =>
        (
            await _fixture
                .Bus.AcceptSession(Ordered, Timeout.InfiniteTimeSpan, Cancellation)
                .WaitAsync(TimeSpan.FromSeconds(20), Cancellation)
        )!;
}
