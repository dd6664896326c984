using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Emulators.ServiceBus;
using Points.Benchmarks.Load;
using Points.Cosmos.Settling;
using Points.Domain.Messaging;
using Points.Domain.Programmes;
using Points.Domain.Settling;
using Points.Local;

namespace Points.Benchmarks;

/// <summary>
/// Measures flows of points between a thousand merchants, from the queue into accounts, and the close of months with a
/// growing number of lines. One process sends, receives and books: a one-machine host with a fresh data folder and the
/// default durability.
/// </summary>
internal static class SettleBenchmark
{
    public const long LinesDefault = 1_000_000,
        LinesMin = 12;
    private const int Merchants = 1_000,
        MessagesAtOnce = 1_000,
        LinesPerFlow = 3,
        DaysOfMonth = 28; // All months have at least these days.
    private static readonly SettlementTerms Terms = new(new(95), 0.0175m, SettledWhen.Consumed);

    public static async Task<int> Run(long lines)
    {
        var folder = Directory.CreateTempSubdirectory("points-settle-").FullName;
        try
        {
            // Timers are off, because one could close a month before it is full.
            await using var host = await LocalHost.Start(
                new LocalHostOptions(Path.Combine(folder, "data")) { Port = 0, RunsTimers = false }
            );
            using var http = new HttpClient { BaseAddress = host.Address, Timeout = TimeSpan.FromMinutes(10) };
            Console.WriteLine(
                $"settle: {Environment.ProcessorCount} processors, {Merchants:N0} merchants, "
                    + $"{MessagesAtOnce:N0} messages sent at once"
            );
            Console.WriteLine("month      lines      s    lines/s   flows/s   memory MB   close s   close lines/s");
            var period = SettlementPeriod.Containing(host.Clock.GetUtcNow()).Previous;
            foreach (var part in (long[])[lines / 4, lines / 2, lines])
            {
                await MeasureMonth(host, http, period, part / LinesPerFlow);
                period = period.Previous;
            }
            return 0;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task MeasureMonth(LocalHost host, HttpClient http, SettlementPeriod period, long flows)
    {
        var start = Stopwatch.GetTimestamp();
        await Send(host, period, flows);
        while (host.Bus.GetDepth(Queues.Settlement) is { } depth && depth.Active + depth.Locked > 0)
            await Task.Delay(20);
        var booking = Stopwatch.GetElapsedTime(start).TotalSeconds;
        if (host.Bus.GetDepth(Queues.Settlement).DeadLetters > 0)
            throw new InvalidOperationException("Some flows are dead letters.");

        start = Stopwatch.GetTimestamp();
        var closed = await Close(http, period);
        var closing = Stopwatch.GetElapsedTime(start).TotalSeconds;
        var sum = closed["sumFen"]!.GetValue<long>();
        if (closed["status"]!.GetValue<string>() != "closed" || sum != 0)
            throw new InvalidOperationException($"The month did not close: {closed}");
        var lines = flows * LinesPerFlow;
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{period}   {lines, 7}   {booking, 4:0.0}   {lines / booking, 8:0}   {flows / booking, 7:0}   "
                    + $"{PeakMemory.Megabytes(), 9}   {closing, 7:0.0}   {lines / closing, 13:0}"
            )
        );
    }

    /// <summary>Sends the flows in the order of their times, as in a real month.</summary>
    private static async Task Send(LocalHost host, SettlementPeriod period, long flows)
    {
        var random = new Random(20_27);
        for (var sent = 0L; sent < flows; )
        {
            var messages = new List<NewMessage>(MessagesAtOnce);
            for (; messages.Count < MessagesAtOnce && sent < flows; sent++)
            {
                var flow = Flow(period, sent, flows, random);
                messages.Add(new(flow.FlowId, FlowJson.Write(flow)));
            }
            await host.Bus.Send(Queues.Settlement, messages, CancellationToken.None);
        }
    }

    private static PointsFlow Flow(SettlementPeriod period, long number, long flows, Random random) =>
        new(
            $"flow-{period}-{number}",
            FlowKind.Consumed,
            $"key-{random.Next(1_000_000)}",
            "benchmark",
            $"e-{number}",
            $"merchant-{random.Next(Merchants)}",
            $"merchant-{random.Next(Merchants)}",
            new(100 + random.Next(5_000)),
            Terms,
            period.Start + (TimeSpan.FromDays(DaysOfMonth) * ((double)number / flows)),
            $"r-{number}"
        );

    /// <summary>Repeats the request until the period is closed.</summary>
    private static async Task<JsonObject> Close(HttpClient http, SettlementPeriod period)
    {
        var token = (
            await (
                await http.PostAsJsonAsync("/local/tokens", new { sub = "benchmark", roles = new[] { "operator" } })
            ).Content.ReadFromJsonAsync<JsonObject>()
        )!["token"]!.GetValue<string>();
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        while (true)
        {
            using var answer = await http.PostAsync($"/api/settlement/periods/{period}/close", null);
            answer.EnsureSuccessStatusCode();
            if (answer.StatusCode == System.Net.HttpStatusCode.OK)
                return (await answer.Content.ReadFromJsonAsync<JsonObject>())!;
        }
    }
}
