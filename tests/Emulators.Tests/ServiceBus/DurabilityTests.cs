using Emulators.ServiceBus;

namespace Emulators.Tests.ServiceBus;

/// <summary>What queues keep across restarts, kills and power cuts.</summary>
public sealed class DurabilityTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task After_a_power_cut_sent_messages_are_delivered_and_completed_ones_are_not()
    {
        await using var fixture = new BusFixture();
        await fixture.Send(BusFixture.Plain, "a", "b", "c");
        await fixture.Bus.Complete((await fixture.Receive(BusFixture.Plain))[1]);
        await fixture.ReopenAfterPowerCut();
        var received = await fixture.Receive(BusFixture.Plain);
        Assert.Equal([("a", 2), ("c", 2)], received.Select(message => (message.MessageId, message.DeliveryCount)));
    }

    [Fact]
    public async Task A_message_received_before_a_restart_cannot_be_settled_after_it()
    {
        await using var fixture = new BusFixture();
        await fixture.Send(BusFixture.Plain, "a");
        var received = await fixture.Receive(BusFixture.Plain);
        await fixture.Reopen();
        await Assert.ThrowsAsync<LockLostException>(() => fixture.Bus.Complete(received));
    }

    [Fact]
    public async Task Queues_that_another_process_uses_are_not_opened()
    {
        await using var bus = ServiceBusEmulator.Open(new(_folder.Path, []));
        Assert.Contains(
            "in use",
            Assert.Throws<IOException>(() => ServiceBusEmulator.Open(new(_folder.Path, []))).Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void A_damaged_file_is_refused_and_named()
    {
        _folder.Write("messages.db", new string('x', 10_000));
        Assert.Contains(
            "messages.db",
            Assert.Throws<InvalidDataException>(() => ServiceBusEmulator.Open(new(_folder.Path, []))).Message,
            StringComparison.Ordinal
        );
    }
}
