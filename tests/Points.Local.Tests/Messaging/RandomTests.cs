using Points.Local.Messaging;

namespace Points.Local.Tests.Messaging;

/// <summary>Whatever happens in whatever order: nothing is lost, and what was completed never comes again.</summary>
public sealed class RandomTests(ITestOutputHelper output)
{
    private const int Steps = 150,
        Runs = 6;
    private const string Plain = BusFixture.Plain;

    [Fact]
    public async Task Nothing_is_lost_and_nothing_completed_comes_again()
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
        await using var it = new BusFixture(new BusLimits { ReadyMax = 8 });
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
                    await it.Send(Plain, ids);
                    sent.UnionWith(ids);
                    break;
                case < 9:
                    held.AddRange(
                        await it.Bus.Receive(
                            Plain,
                            random.Next(1, 10),
                            TimeSpan.Zero,
                            TestContext.Current.CancellationToken
                        )
                    );
                    Assert.DoesNotContain(held, message => completed.Contains(message.MessageId));
                    break;
                case < 12:
                    await Complete(it, TakeSome(random, held), completed);
                    break;
                case 12:
                    await Settled(it.Bus.Abandon(TakeSome(random, held), TimeSpan.FromSeconds(random.Next(0, 3))));
                    break;
                case 13:
                    foreach (var message in TakeSome(random, held).Take(1))
                        await Settled(it.Bus.MoveToDeadLetters(message, "because"));
                    break;
                case 14:
                    it.Time.Advance(TimeSpan.FromSeconds(random.Next(1, 40)));
                    held.RemoveAll(message => !LocalBus.IsHeld(message));
                    break;
                default:
                    await (random.Next(2) == 0 ? it.Reopen() : it.ReopenAfterPowerCut());
                    held.Clear();
                    break;
            }
        }
        await Drain(it, completed);
        var dead = (await it.Bus.ReadDeadLetters(Plain, lettersMax: 10_000, ct: TestContext.Current.CancellationToken))
            .Select(letter => letter.MessageId)
            .ToArray();
        Assert.Equal(sent.Order(), completed.Concat(dead).Order());
        Assert.Equal(new(Plain, 0, 0, 0, dead.Length), it.Bus.GetDepth(Plain));
    }

    private static async Task Drain(BusFixture it, HashSet<string> completed)
    {
        await it.Reopen(); // Ends all locks and delays.
        while (
            await it.Bus.Receive(Plain, 100, TimeSpan.Zero, TestContext.Current.CancellationToken)
                is { Count: > 0 } rest
        )
        {
            Assert.DoesNotContain(rest, message => completed.Contains(message.MessageId));
            await Complete(it, rest, completed);
        }
    }

    private static async Task Complete(
        BusFixture it,
        IReadOnlyList<ReceivedMessage> messages,
        HashSet<string> completed
    )
    {
        completed.UnionWith(messages.Where(LocalBus.IsHeld).Select(message => message.MessageId));
        await Settled(it.Bus.Complete(messages));
    }

    private static ReceivedMessage[] TakeSome(Random random, List<ReceivedMessage> held)
    {
        ReceivedMessage[] some = [.. held.Where(_ => random.Next(2) == 0)];
        held.RemoveAll(some.Contains);
        return some;
    }

    private static async Task Settled(Task settling)
    {
        try
        {
            await settling;
        }
        catch (LockLostException)
        {
            // Some were somebody else's already: that is one of the things that happen.
        }
    }
}
