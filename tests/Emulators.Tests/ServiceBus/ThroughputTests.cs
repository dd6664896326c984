using System.Diagnostics;
using Emulators.ServiceBus;

namespace Emulators.Tests.ServiceBus;

/// <summary>Measures the throughput of a queue. The minimum is so low that a busy machine reaches it.</summary>
public sealed class ThroughputTests(ITestOutputHelper output) : IDisposable
{
    private const int RateMin = 5_000, // Messages per second.
        ReceiveMax = 4_096,
        SendMax = 1_000;

    /// <summary>How many messages the test sends: a multiple of <see cref="SendMax"/>.</summary>
    private static readonly int Messages = int.Parse(
        Environment.GetEnvironmentVariable("POINTS_BUS_MESSAGES") ?? "100000",
        System.Globalization.CultureInfo.InvariantCulture
    );
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Messages_are_sent_received_and_completed_at_the_minimum_rate()
    {
        await using var bus = ServiceBusEmulator.Open(new(_folder.Path, [new("q", TimeSpan.FromMinutes(5), 10)]));
        var watch = Stopwatch.StartNew();
        var sending = Send(bus);
        var received = 0;
        while (received < Messages)
        {
            var batch = await bus.Receive(
                "q",
                ReceiveMax,
                TimeSpan.FromSeconds(20),
                TestContext.Current.CancellationToken
            );
            Assert.NotEmpty(batch);
            received += batch.Count;
            await bus.Complete(batch);
        }
        await sending;
        var rate = Messages / watch.Elapsed.TotalSeconds;
        var memoryMiB = GC.GetTotalMemory(forceFullCollection: true) / 1_048_576;
        output.WriteLine($"{Messages} messages, {rate:N0}/s, {memoryMiB} MiB in memory");
        Assert.Equal(new("q", 0, 0, 0, 0), bus.GetDepth("q"));
        Assert.True(rate > RateMin, $"{rate:N0} messages/s");
    }

    private static async Task Send(ServiceBusEmulator bus)
    {
        var body = new byte[200];
        for (var sent = 0; sent < Messages; sent += SendMax)
        {
            var first = sent;
            await bus.Send(
                "q",
                [.. Enumerable.Range(first, SendMax).Select(i => new NewMessage($"message-{i}", body))],
                TestContext.Current.CancellationToken
            );
        }
    }
}
