namespace Points.Local.Tests.Messaging;

public sealed class DuplicateTests : IAsyncDisposable
{
    private readonly BusFixture _it = new();

    public ValueTask DisposeAsync() => _it.DisposeAsync();

    [Fact]
    public async Task A_message_id_is_taken_once_within_the_window_also_after_a_restart_and_completion()
    {
        await _it.Send(BusFixture.Unique, "a", "a");
        await _it.Send(BusFixture.Unique, "a", "b");
        var received = await _it.Receive(BusFixture.Unique);
        Assert.Equal(["a", "b"], received.Select(message => message.MessageId));
        await _it.Bus.Complete(received);
        await _it.Reopen();
        _it.Time.Advance(TimeSpan.FromSeconds(59));
        await _it.Send(BusFixture.Unique, "a");
        await _it.AssertNothingToReceive(BusFixture.Unique);
    }

    [Fact]
    public async Task After_the_window_the_same_id_is_a_new_message()
    {
        await _it.Send(BusFixture.Unique, "a");
        await _it.Bus.Complete(await _it.Receive(BusFixture.Unique));
        _it.Time.Advance(TimeSpan.FromSeconds(61));
        await _it.Send(BusFixture.Unique, "a");
        Assert.Equal(["a"], await _it.ReceiveIds(BusFixture.Unique));
    }

    [Fact]
    public async Task Without_detection_the_same_id_comes_as_often_as_it_was_sent()
    {
        await _it.Send(BusFixture.Plain, "a", "a");
        Assert.Equal(["a", "a"], await _it.ReceiveIds(BusFixture.Plain));
    }
}
