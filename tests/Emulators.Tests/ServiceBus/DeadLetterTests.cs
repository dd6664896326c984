using Emulators.ServiceBus;

namespace Emulators.Tests.ServiceBus;

/// <summary>Which messages become dead letters, and how they are resubmitted.</summary>
public sealed class DeadLetterTests : IAsyncDisposable
{
    private const string Plain = BusFixture.Plain;
    private readonly BusFixture _fixture = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => _fixture.DisposeAsync();

    [Fact]
    public async Task A_dead_letter_keeps_its_reason_and_is_not_delivered()
    {
        await _fixture.Send(Plain, "a");
        await _fixture.Bus.MoveToDeadLetters(Assert.Single(await _fixture.Receive(Plain)), "malformed", "no memberId");
        await _fixture.AssertNothingToReceive(Plain);
        await _fixture.Reopen();
        await _fixture.AssertNothingToReceive(Plain);
        var letter = Assert.Single(await _fixture.Bus.ReadDeadLetters(Plain, ct: Cancellation));
        Assert.Equal(
            ("a", "malformed", "no memberId", 1),
            (letter.MessageId, letter.Reason, letter.Description, letter.DeliveryCount)
        );
        Assert.Equal("""{"id":"a"}"""u8, letter.Body.Span);
        Assert.Equal(new(Plain, 0, 0, 0, 1), _fixture.Bus.GetDepth(Plain));
    }

    [Fact]
    public async Task A_receiver_and_a_resubmission_can_change_properties()
    {
        var properties = new Dictionary<string, string>(StringComparer.Ordinal) { ["a"] = "1", ["b"] = "2" };
        await _fixture.Bus.Send(Plain, [new("m", "{}"u8.ToArray()) { Properties = properties }], Cancellation);
        var received = Assert.Single(await _fixture.Receive(Plain));

        await _fixture.Bus.MoveToDeadLetters(received, "because", "", Change("a", ""));
        await _fixture.Reopen();

        var letter = Assert.Single(await _fixture.Bus.ReadDeadLetters(Plain, ct: Cancellation));
        Assert.Equal([("a", ""), ("b", "2")], letter.Properties.Select(it => (it.Key, it.Value)).Order());
        await _fixture.Bus.Resubmit(Plain, letter.SequenceNumber, Change("a", "3"), Cancellation);
        Assert.Equal(
            [("a", "3"), ("b", "2")],
            Assert.Single(await _fixture.Receive(Plain)).Properties.Select(it => (it.Key, it.Value)).Order()
        );
    }

    private static Dictionary<string, string> Change(string name, string value) =>
        new(StringComparer.Ordinal) { [name] = value };

    [Fact]
    public async Task A_message_abandoned_at_its_last_allowed_delivery_is_dead_lettered()
    {
        await _fixture.Send(Plain, "a");
        for (var delivery = 1; delivery <= 3; delivery++)
        {
            var received = Assert.Single(await _fixture.Receive(Plain));
            Assert.Equal(delivery, received.DeliveryCount);
            await _fixture.Bus.Abandon([received]);
        }
        await _fixture.AssertNothingToReceive(Plain);
        var letter = Assert.Single(await _fixture.Bus.ReadDeadLetters(Plain, ct: Cancellation));
        Assert.Equal((DeadLetter.MaxDeliveryCountExceeded, 3), (letter.Reason, letter.DeliveryCount));
    }

    [Fact]
    public async Task A_message_whose_lock_ends_at_its_last_allowed_delivery_is_dead_lettered()
    {
        await _fixture.Send(Plain, "a");
        for (var delivery = 1; delivery <= 3; delivery++)
        {
            await _fixture.Receive(Plain);
            _fixture.Time.Advance(BusFixture.LockDuration * 2);
        }
        await _fixture.Bus.Abandon([]); // An empty list is accepted.
        await _fixture.Send(Plain, "b");
        Assert.Equal(["b"], await _fixture.ReceiveIds(Plain));
        Assert.Equal(
            DeadLetter.MaxDeliveryCountExceeded,
            Assert.Single(await _fixture.Bus.ReadDeadLetters(Plain, ct: Cancellation)).Reason
        );
    }

    [Fact]
    public async Task A_message_that_ends_the_process_at_each_delivery_is_dead_lettered()
    {
        await _fixture.Send(Plain, "killer");
        for (var delivery = 1; delivery <= 3; delivery++)
        {
            Assert.Equal(delivery, Assert.Single(await _fixture.Receive(Plain)).DeliveryCount);
            await _fixture.ReopenAfterPowerCut();
        }
        await _fixture.AssertNothingToReceive(Plain);
        var letter = Assert.Single(await _fixture.Bus.ReadDeadLetters(Plain, ct: Cancellation));
        Assert.Equal((DeadLetter.MaxDeliveryCountExceeded, 3), (letter.Reason, letter.DeliveryCount));
        Assert.Equal(new(Plain, 0, 0, 0, 1), _fixture.Bus.GetDepth(Plain));
    }

    [Fact]
    public async Task A_resubmitted_message_goes_to_the_end_with_its_deliveries_reset()
    {
        await _fixture.Send(Plain, "a");
        await _fixture.Bus.MoveToDeadLetters(Assert.Single(await _fixture.Receive(Plain)), "because");
        await _fixture.Send(Plain, "b");
        var letter = Assert.Single(await _fixture.Bus.ReadDeadLetters(Plain, ct: Cancellation));
        Assert.True(await _fixture.Bus.Resubmit(Plain, letter.SequenceNumber, ct: Cancellation));
        Assert.False(await _fixture.Bus.Resubmit(Plain, letter.SequenceNumber, ct: Cancellation));
        var received = await _fixture.Receive(Plain);
        Assert.Equal([("b", 1), ("a", 1)], received.Select(message => (message.MessageId, message.DeliveryCount)));
        Assert.Empty(await _fixture.Bus.ReadDeadLetters(Plain, ct: Cancellation));
    }

    [Fact]
    public async Task Dead_letters_come_in_pages_newest_first()
    {
        await _fixture.Send(Plain, "a", "b", "c");
        foreach (var message in await _fixture.Receive(Plain))
            await _fixture.Bus.MoveToDeadLetters(message, "because");
        var page = await _fixture.Bus.ReadDeadLetters(Plain, lettersMax: 2, ct: Cancellation);
        Assert.Equal(["c", "b"], page.Select(letter => letter.MessageId));
        var oldestShown = page[^1].SequenceNumber;
        var next = await _fixture.Bus.ReadDeadLetters(Plain, oldestShown, 2, Cancellation);
        Assert.Equal(["a"], next.Select(letter => letter.MessageId));
    }

    [Fact]
    public async Task Dead_letters_can_be_peeked_at_oldest_first()
    {
        await _fixture.Send(Plain, "a", "b", "c");
        foreach (var message in await _fixture.Receive(Plain))
            await _fixture.Bus.MoveToDeadLetters(message, "because");
        var page = await _fixture.Bus.PeekDeadLetters(Plain, lettersMax: 2, ct: Cancellation);
        Assert.Equal(["a", "b"], page.Select(letter => letter.MessageId));
        var next = await _fixture.Bus.PeekDeadLetters(Plain, page[^1].SequenceNumber, 2, Cancellation);
        Assert.Equal(["c"], next.Select(letter => letter.MessageId));
    }
}
