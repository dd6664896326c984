namespace Emulators.Tests.ServiceBus;

/// <summary>How a queue detects duplicates by message id.</summary>
public sealed class DuplicateTests : IAsyncDisposable
{
    private readonly BusFixture _fixture = new();

    public ValueTask DisposeAsync() => _fixture.DisposeAsync();

    [Fact]
    public async Task A_message_id_is_accepted_once_in_the_window_even_after_completion_and_a_restart()
    {
        await _fixture.Send(BusFixture.Unique, "a", "a");
        await _fixture.Send(BusFixture.Unique, "a", "b");
        var received = await _fixture.Receive(BusFixture.Unique);
        Assert.Equal(["a", "b"], received.Select(message => message.MessageId));
        await _fixture.Bus.Complete(received);
        await _fixture.Reopen();
        _fixture.Time.Advance(TimeSpan.FromSeconds(59));
        await _fixture.Send(BusFixture.Unique, "a");
        await _fixture.AssertNothingToReceive(BusFixture.Unique);
    }

    [Fact]
    public async Task After_the_window_the_same_id_is_a_new_message()
    {
        await _fixture.Send(BusFixture.Unique, "a");
        await _fixture.Bus.Complete(await _fixture.Receive(BusFixture.Unique));
        _fixture.Time.Advance(TimeSpan.FromSeconds(61));
        await _fixture.Send(BusFixture.Unique, "a");
        Assert.Equal(["a"], await _fixture.ReceiveIds(BusFixture.Unique));
    }

    [Fact]
    public async Task Without_detection_the_same_id_is_delivered_as_often_as_it_was_sent()
    {
        await _fixture.Send(BusFixture.Plain, "a", "a");
        Assert.Equal(["a", "a"], await _fixture.ReceiveIds(BusFixture.Plain));
    }
}
