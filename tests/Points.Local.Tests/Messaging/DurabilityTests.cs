using System.Net;
using System.Text;
using Points.Domain.Messaging;
using Points.Local.Messaging;

namespace Points.Local.Tests.Messaging;

/// <summary>What queues keep across restarts, kills and power cuts.</summary>
public sealed class DurabilityTests : IDisposable
{
    private readonly TempFolder _folder = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

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
        await using var bus = LocalBus.Open(
            _folder.PathOf("data/queues"),
            QueueDefinition.ReadAll(),
            TimeProvider.System
        );
        var kept = (await bus.ReadDeadLetters(Queues.Settlement, lettersMax: int.MaxValue, ct: Cancellation))
            .Select(letter => letter.MessageId)
            .ToHashSet();
        while (await bus.Receive(Queues.Settlement, 4_096, ct: Cancellation) is { Count: > 0 } received)
            kept.UnionWith(received.Select(message => message.MessageId));
        Assert.Empty(acknowledged.Except(kept));
    }

    [Fact]
    public async Task Queues_that_another_process_uses_are_not_opened()
    {
        await using var bus = LocalBus.Open(_folder.Path, [], TimeProvider.System);
        Assert.Contains(
            "in use",
            Assert.Throws<IOException>(() => LocalBus.Open(_folder.Path, [], TimeProvider.System)).Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void A_damaged_file_is_refused_and_named()
    {
        _folder.Write("messages.db", new string('x', 10_000));
        Assert.Contains(
            "messages.db",
            Assert.Throws<InvalidDataException>(() => LocalBus.Open(_folder.Path, [], TimeProvider.System)).Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void The_queues_are_those_of_the_templates() =>
        Assert.Equal(
            new(Queues.MerchantEvents, TimeSpan.FromMinutes(1), 100),
            QueueDefinition.ReadAll().First(queue => queue.Name == Queues.MerchantEvents)
        );

    [Fact]
    public void A_definition_states_what_differs_from_the_defaults()
    {
        using var json = new MemoryStream(
            Encoding.UTF8.GetBytes(
                """
                {"queues":[{"name":"q","requiresSession":true,"requiresDuplicateDetection":true,
                "duplicateDetectionHistoryTimeWindow":"PT1H30M","lockDuration":"PT30S","maxDeliveryCount":5}]}
                """
            )
        );
        Assert.Equal(
            new("q", TimeSpan.FromSeconds(30), 5)
            {
                RequiresSession = true,
                RequiresDuplicateDetection = true,
                DuplicateDetectionHistory = TimeSpan.FromMinutes(90),
            },
            Assert.Single(QueueDefinition.Parse(json))
        );
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
