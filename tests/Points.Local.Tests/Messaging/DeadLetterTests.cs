using Points.Local.Messaging;

namespace Points.Local.Tests.Messaging;

public sealed class DeadLetterTests : IAsyncDisposable
{
    private const string Plain = BusFixture.Plain;
    private readonly BusFixture _it = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => _it.DisposeAsync();

    [Fact]
    public async Task A_dead_letter_keeps_its_reason_and_is_not_delivered()
    {
        await _it.Send(Plain, "a");
        await _it.Bus.MoveToDeadLetters(Assert.Single(await _it.Receive(Plain)), "malformed", "no memberId");
        await _it.AssertNothingToReceive(Plain);
        await _it.Reopen();
        await _it.AssertNothingToReceive(Plain);
        var letter = Assert.Single(await _it.Bus.ReadDeadLetters(Plain, ct: Cancellation));
        Assert.Equal(
            ("a", "malformed", "no memberId", 1),
            (letter.MessageId, letter.Reason, letter.Description, letter.DeliveryCount)
        );
        Assert.Equal("""{"id":"a"}"""u8, letter.Body.Span);
        Assert.Equal(new(Plain, 0, 0, 0, 1), _it.Bus.GetDepth(Plain));
    }

    [Fact]
    public async Task A_message_abandoned_as_often_as_the_queue_allows_is_a_dead_letter()
    {
        await _it.Send(Plain, "a");
        for (var delivery = 1; delivery <= 3; delivery++)
        {
            var received = Assert.Single(await _it.Receive(Plain));
            Assert.Equal(delivery, received.DeliveryCount);
            await _it.Bus.Abandon([received]);
        }
        await _it.AssertNothingToReceive(Plain);
        var letter = Assert.Single(await _it.Bus.ReadDeadLetters(Plain, ct: Cancellation));
        Assert.Equal((DeadLetter.MaxDeliveryCountExceeded, 3), (letter.Reason, letter.DeliveryCount));
    }

    [Fact]
    public async Task A_message_whose_locks_end_as_often_as_the_queue_allows_is_a_dead_letter()
    {
        await _it.Send(Plain, "a");
        for (var delivery = 1; delivery <= 3; delivery++)
        {
            await _it.Receive(Plain);
            _it.Time.Advance(BusFixture.LockDuration * 2);
        }
        await _it.Bus.Abandon([]); // Nothing to do, and nothing to fail on.
        await _it.Send(Plain, "b");
        Assert.Equal(["b"], await _it.ReceiveIds(Plain));
        Assert.Equal(
            DeadLetter.MaxDeliveryCountExceeded,
            Assert.Single(await _it.Bus.ReadDeadLetters(Plain, ct: Cancellation)).Reason
        );
    }

    [Fact]
    public async Task A_message_that_ends_the_process_again_and_again_is_a_dead_letter()
    {
        await _it.Send(Plain, "killer");
        for (var delivery = 1; delivery <= 3; delivery++)
        {
            Assert.Equal(delivery, Assert.Single(await _it.Receive(Plain)).DeliveryCount);
            await _it.ReopenAfterPowerCut();
        }
        await _it.AssertNothingToReceive(Plain);
        var letter = Assert.Single(await _it.Bus.ReadDeadLetters(Plain, ct: Cancellation));
        Assert.Equal((DeadLetter.MaxDeliveryCountExceeded, 3), (letter.Reason, letter.DeliveryCount));
        Assert.Equal(new(Plain, 0, 0, 0, 1), _it.Bus.GetDepth(Plain));
    }

    [Fact]
    public async Task A_resubmitted_message_goes_to_the_end_as_if_it_had_never_been_delivered()
    {
        await _it.Send(Plain, "a");
        await _it.Bus.MoveToDeadLetters(Assert.Single(await _it.Receive(Plain)), "because");
        await _it.Send(Plain, "b");
        var letter = Assert.Single(await _it.Bus.ReadDeadLetters(Plain, ct: Cancellation));
        Assert.True(await _it.Bus.Resubmit(Plain, letter.SequenceNumber, Cancellation));
        Assert.False(await _it.Bus.Resubmit(Plain, letter.SequenceNumber, Cancellation));
        var received = await _it.Receive(Plain);
        Assert.Equal([("b", 1), ("a", 1)], received.Select(message => (message.MessageId, message.DeliveryCount)));
        Assert.Empty(await _it.Bus.ReadDeadLetters(Plain, ct: Cancellation));
    }

    [Fact]
    public async Task Dead_letters_come_in_pages_newest_first()
    {
        await _it.Send(Plain, "a", "b", "c");
        foreach (var message in await _it.Receive(Plain))
            await _it.Bus.MoveToDeadLetters(message, "because");
        var page = await _it.Bus.ReadDeadLetters(Plain, lettersMax: 2, ct: Cancellation);
        Assert.Equal(["c", "b"], page.Select(letter => letter.MessageId));
        Assert.Equal(
            ["a"],
            (await _it.Bus.ReadDeadLetters(Plain, page[^1].SequenceNumber, 2, Cancellation)).Select(letter =>
                letter.MessageId
            )
        );
    }
}
