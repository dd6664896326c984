using Emulators.ServiceBus;

namespace Emulators.Tests.ServiceBus;

/// <summary>Faults that a test asks for.</summary>
public sealed class FaultTests
{
    private const string Plain = BusFixture.Plain;

    [Theory]
    [InlineData(QueueFault.Busy, typeof(QueueBusyException), 0)]
    [InlineData(QueueFault.Unavailable, typeof(QueueUnavailableException), 0)]
    [InlineData(QueueFault.AnswerLost, typeof(QueueUnavailableException), 1)]
    public async Task A_send_fails_once_and_its_message_is_stored_only_if_the_answer_was_lost(
        QueueFault fault,
        Type exception,
        int stored
    )
    {
        await using var fixture = new BusFixture();
        fixture.Bus.Faults.InjectNext(1, fault);
        await Assert.ThrowsAsync(exception, () => fixture.Send(Plain, "a"));
        Assert.Equal(stored, fixture.Bus.GetDepth(Plain).Active);
        await fixture.Send(Plain, "b");
        Assert.Equal(stored + 1, fixture.Bus.GetDepth(Plain).Active);
    }

    [Fact]
    public async Task Only_calls_that_match_fail()
    {
        await using var fixture = new BusFixture();
        fixture.Bus.Faults.InjectNext(
            1,
            QueueFault.Unavailable,
            (queue, operation) => queue == Plain && operation == QueueOperation.Settle
        );
        await fixture.Send(Plain, "a");
        var received = await fixture.Receive(Plain);
        await Assert.ThrowsAsync<QueueUnavailableException>(() => fixture.Bus.Complete(received));
        await fixture.Bus.Complete(received);
        Assert.Equal(0, fixture.Bus.GetDepth(Plain).Locked);
    }

    [Fact]
    public async Task The_same_seed_fails_the_same_calls()
    {
        var runs = new List<string>();
        for (var run = 0; run < 2; run++)
        {
            await using var fixture = new BusFixture();
            fixture.Bus.Faults.InjectRandomly(0.5, seed: 7, QueueFault.Busy);
            var outcomes = "";
            for (var i = 0; i < 20; i++)
                outcomes += await Succeeds(fixture, $"m-{i}") ? "." : "x";
            fixture.Bus.Faults.Clear();
            await fixture.Send(Plain, "last");
            runs.Add(outcomes);
        }
        Assert.Equal(runs[0], runs[1]);
        Assert.Contains('x', runs[0]);
        Assert.Contains('.', runs[0]);
    }

    private static async Task<bool> Succeeds(BusFixture fixture, string id)
    {
        try
        {
            await fixture.Send(Plain, id);
            return true;
        }
        catch (QueueBusyException)
        {
            return false;
        }
    }
}
