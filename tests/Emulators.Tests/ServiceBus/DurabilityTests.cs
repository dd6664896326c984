using Emulators.ServiceBus;
using Emulators.Sqlite;

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
    public async Task Queues_do_not_share_their_interrupted_deliveries()
    {
        await using var fixture = new BusFixture();
        await fixture.Send(BusFixture.Plain, "a");
        await fixture.Send(BusFixture.Unique, "b");
        var settled = await fixture.Receive(BusFixture.Plain);
        await fixture.Receive(BusFixture.Unique);
        await fixture.Bus.Complete(settled);
        await fixture.ReopenAfterPowerCut();
        await fixture.AssertNothingToReceive(BusFixture.Plain);
        Assert.Equal(2, (await fixture.Receive(BusFixture.Unique)).Single().DeliveryCount);
    }

    [Fact]
    public async Task A_message_whose_settlement_could_not_be_written_is_delivered_again_and_can_then_be_settled()
    {
        var clock = new FullDiskClock();
        await using var bus = ServiceBusEmulator.Open(
            new(_folder.Path, [new("plain", BusFixture.LockDuration, 3)]) { Time = clock }
        );
        var ct = TestContext.Current.CancellationToken;
        await bus.Send("plain", [BusFixture.Message("a")], ct);
        var received = await bus.Receive("plain", 1, Timeout.InfiniteTimeSpan, ct);
        await bus.Resubmit("plain", -1, ct: ct); // Waits until the delivery is recorded.
        clock.FailAtCall(2); // The queue reads the time first, and the transaction next.
        await Assert.ThrowsAsync<QueueUnavailableException>(() => bus.Complete(received));
        var again = await bus.Receive("plain", 1, Timeout.InfiniteTimeSpan, ct).WaitAsync(TimeSpan.FromSeconds(20), ct);
        await bus.Complete(again).WaitAsync(TimeSpan.FromSeconds(20), ct);
        Assert.True(bus.AreEmpty(["plain"]));
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

    /// <summary>Transactions begin by reading the time; at one call this clock fails like a full disk.</summary>
    private sealed class FullDiskClock : TimeProvider
    {
        private int _calls = int.MaxValue;

        public void FailAtCall(int number) => Volatile.Write(ref _calls, number);

        public override DateTimeOffset GetUtcNow() =>
            Interlocked.Decrement(ref _calls) == 0
                ? throw new SqliteException(13, "database or disk is full")
                : base.GetUtcNow();
    }
}
