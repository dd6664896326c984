using System.Net;
using Emulators.ServiceBus;
using Points.Domain.Messaging;
using Points.Local.Messaging;

namespace Points.Local.Tests.Messaging;

/// <summary>What the host's queues keep when it is killed.</summary>
public sealed class QueueCrashTests : IDisposable
{
    private readonly TempFolder _folder = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_killed_host_keeps_every_message_that_it_acknowledged()
    {
        var acknowledged = new List<string>();
        await using (var host = await HostProcess.Start(_folder.PathOf("data")))
        {
            using var http = new HttpClient { BaseAddress = host.Address };
            var sending = Enumerable.Range(0, 4).Select(lane => SendUntilKilled(http, lane, acknowledged)).ToArray();
            await Eventually.IsTrue(() => Task.FromResult(Count(acknowledged) >= 200), "messages acknowledged");
            await host.Kill();
            await Task.WhenAll(sending);
        }
        await using var bus = ServiceBusEmulator.Open(new(_folder.PathOf("data/queues"), ServiceBusEntities.Read()));
        var kept = (await bus.ReadDeadLetters(Queues.Settlement, lettersMax: int.MaxValue, ct: Cancellation))
            .Select(letter => letter.MessageId)
            .ToHashSet();
        while (await bus.Receive(Queues.Settlement, 4_096, ct: Cancellation) is { Count: > 0 } received)
            kept.UnionWith(received.Select(message => message.MessageId));
        Assert.Empty(acknowledged.Except(kept));
    }

    private static int Count(List<string> acknowledged)
    {
        lock (acknowledged)
            return acknowledged.Count;
    }

    private static async Task SendUntilKilled(HttpClient http, int lane, List<string> acknowledged)
    {
        try
        {
            for (var i = 0; ; i++)
            {
                using var request = new HttpRequestMessage(HttpMethod.Post, $"local/queues/{Queues.Settlement}")
                {
                    Content = new StringContent("{}"),
                };
                request.Headers.Add("MessageId", $"{lane}-{i}");
                using var answer = await http.SendAsync(request, Cancellation);
                Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
                lock (acknowledged)
                    acknowledged.Add($"{lane}-{i}");
            }
        }
        catch (HttpRequestException)
        {
            // The host was killed.
        }
    }
}
