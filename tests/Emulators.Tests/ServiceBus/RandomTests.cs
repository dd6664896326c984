using Emulators.ServiceBus;

namespace Emulators.Tests.ServiceBus;

/// <summary>
/// After random operations in random order, no message is lost, and no completed message is delivered again.
/// </summary>
public sealed class RandomTests(ITestOutputHelper output)
{
    private const int Steps = 150,
        Runs = 6;
    private const string Plain = BusFixture.Plain;

    [Fact]
    public async Task No_message_is_lost_and_no_completed_message_is_delivered_again()
    {
        var first = Environment.TickCount;
        for (var seed = first; seed < first + Runs; seed++)
        {
            output.WriteLine($"seed {seed}");
            await Run(new Random(seed));
        }
    }

    private static async Task Run(Random random)
    {
        await using var fixture = new BusFixture(new BusLimits { ReadyMax = 8 });
        var (sent, completed, held) = (new HashSet<string>(), new HashSet<string>(), new List<ReceivedMessage>());
        for (var step = 0; step < Steps; step++)
        {
            switch (random.Next(16))
            {
                case < 5:
                    string[] ids =
                    [
                        .. Enumerable.Range(0, random.Next(1, 12)).Select(_ => $"{sent.Count}-{random.Next()}"),
                    ];
                    await fixture.Send(Plain, ids);
                    sent.UnionWith(ids);
                    break;
                case < 9:
                    held.AddRange(
                        await fixture.Bus.Receive(
                            Plain,
                            random.Next(1, 10),
                            TimeSpan.Zero,
                            TestContext.Current.CancellationToken
                        )
                    );
                    Assert.DoesNotContain(held, message => completed.Contains(message.MessageId));
                    break;
                case < 12:
                    await Complete(fixture, TakeSome(random, held), completed);
                    break;
                case 12:
                    var delay = TimeSpan.FromSeconds(random.Next(0, 3));
                    await IgnoreLostLocks(fixture.Bus.Abandon(TakeSome(random, held), delay));
                    break;
                case 13:
                    foreach (var message in TakeSome(random, held).Take(1))
                        await IgnoreLostLocks(fixture.Bus.MoveToDeadLetters(message, "because"));
                    break;
                case 14:
                    fixture.Time.Advance(TimeSpan.FromSeconds(random.Next(1, 40)));
                    held.RemoveAll(message => !ServiceBusEmulator.IsHeld(message));
                    break;
                default:
                    await (random.Next(2) == 0 ? fixture.Reopen() : fixture.ReopenAfterPowerCut());
                    held.Clear();
                    break;
            }
        }
        await Drain(fixture, completed);
        var letters = await fixture.Bus.ReadDeadLetters(
            Plain,
            lettersMax: 10_000,
            ct: TestContext.Current.CancellationToken
        );
        var dead = letters.Select(letter => letter.MessageId).ToArray();
        Assert.Equal(sent.Order(), completed.Concat(dead).Order());
        Assert.Equal(new(Plain, 0, 0, 0, dead.Length), fixture.Bus.GetDepth(Plain));
    }

    private static async Task Drain(BusFixture fixture, HashSet<string> completed)
    {
        await fixture.Reopen(); // This ends all locks and delays.
        while (
            await fixture.Bus.Receive(Plain, 100, TimeSpan.Zero, TestContext.Current.CancellationToken)
                is { Count: > 0 } rest
        )
        {
            Assert.DoesNotContain(rest, message => completed.Contains(message.MessageId));
            await Complete(fixture, rest, completed);
        }
    }

    private static async Task Complete(
        BusFixture fixture,
        IReadOnlyList<ReceivedMessage> messages,
        HashSet<string> completed
    )
    {
        completed.UnionWith(messages.Where(ServiceBusEmulator.IsHeld).Select(message => message.MessageId));
        await IgnoreLostLocks(fixture.Bus.Complete(messages));
    }

    private static ReceivedMessage[] TakeSome(Random random, List<ReceivedMessage> held)
    {
        ReceivedMessage[] some = [.. held.Where(_ => random.Next(2) == 0)];
        held.RemoveAll(some.Contains);
        return some;
    }

    private static async Task IgnoreLostLocks(Task operation)
    {
        try
        {
            await operation;
        }
        catch (LockLostException)
        {
            // Some locks had ended: that is among the random events.
        }
    }
}
