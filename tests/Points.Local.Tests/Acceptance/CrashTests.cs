using System.Collections.Concurrent;
using System.Net;
using System.Text.Json.Nodes;

namespace Points.Local.Tests.Acceptance;

/// <summary>The host is killed at random moments under load. The test's argument is the random seed.</summary>
public sealed class CrashTests
{
    private const int Members = 12,
        Workers = 8,
        RequestsMin = 150;

    [Theory]
    [InlineData(1)]
    public async Task Given_a_host_killed_under_load_Then_nothing_acknowledged_is_lost_or_counted_twice(int seed)
    {
        using var folder = new TempFolder();
        var (sent, random) = (new ConcurrentDictionary<string, SentRequest>(), new Random(seed));
        await HostCrashes.KillUnderLoad(
            folder.PathOf("data"),
            random,
            RequestsMin,
            () => sent.Count,
            Enrol,
            (api, first, chance) => Load(api, sent, first, chance)
        );

        await using (var host = await HostProcess.Start(folder.PathOf("data")))
        {
            using var api = new Api(host.Address);
            await Parallel.ForEachAsync(sent, async (it, _) => await Repeat(api, sent, it.Key, it.Value));
            foreach (var member in Enumerable.Range(0, Members))
                await CheckLedger(api, $"m{member}", sent);
            await host.StopBySignal();
        }
        await HostCrashes.CheckLedgers(
            folder.PathOf("data"),
            "fast-food",
            Enumerable.Range(0, Members).Select(member => $"m{member}")
        );
    }

    private static async Task Enrol(Api api)
    {
        for (var member = 0; member < Members; member++)
            (
                await api.Enrol(
                    $"m{member}",
                    new() { ["identityVerified"] = true, ["programmes"] = new JsonArray("fast-food") }
                )
            ).Expect(HttpStatusCode.Created);
    }

    /// <summary>
    /// Earns and spends until the host is killed. Records each request before it is sent, and then its reply.
    /// </summary>
    private static async Task Load(Api api, ConcurrentDictionary<string, SentRequest> sent, int first, Random random)
    {
        var (seeds, number) = (Enumerable.Range(0, Workers).Select(_ => random.Next()).ToArray(), first);
        var token = await api.OperatorToken();
        await Task.WhenAll(
            seeds.Select(seed =>
                Task.Run(async () =>
                {
                    for (var own = new Random(seed); ; )
                    {
                        var (member, key) = ($"m{own.Next(Members)}", $"k{Interlocked.Increment(ref number)}");
                        var attempt =
                            own.Next(3) > 0
                                ? new SentRequest(
                                    member,
                                    $"/api/members/{member}/accruals",
                                    Api.PurchaseBody("fast-food", own.Next(40_000), key),
                                    null
                                )
                                : new SentRequest(
                                    member,
                                    $"/api/members/{member}/redemptions",
                                    Api.RedemptionBody("fast-food", "meal"),
                                    null
                                );
                        sent[key] = attempt;
                        try
                        {
                            sent[key] = attempt with
                            {
                                Reply = await api.Send(HttpMethod.Post, attempt.Path, token, attempt.Body, key),
                            };
                        }
                        catch (HttpRequestException)
                        {
                            return;
                        }
                    }
                })
            )
        );
    }

    private static async Task Repeat(
        Api api,
        ConcurrentDictionary<string, SentRequest> sent,
        string key,
        SentRequest attempt
    )
    {
        if (attempt.Reply is { Status: HttpStatusCode.Conflict })
            return; // Refusals are not stored, so a repeat may be decided differently.
        var again = await api.Send(HttpMethod.Post, attempt.Path, await api.OperatorToken(), attempt.Body, key);
        if (attempt.Reply is { } reply)
            Assert.Equal(reply with { Replayed = true }, again);
        sent[key] = attempt with { Reply = again };
    }

    private static async Task CheckLedger(Api api, string member, ConcurrentDictionary<string, SentRequest> sent)
    {
        var ledger = await api.Ledger(member, "fast-food");
        var wallet = await api.Wallet(member, "fast-food");
        var booked = sent.Values.Count(it => it.Member == member && it.Reply!.Status == HttpStatusCode.Created);

        Assert.Equal(booked, ledger.Count);
        Assert.Equal(ledger.Sum(entry => entry["points"]!.GetValue<long>()), wallet.Available);
        Assert.Equal(wallet.Lots.Sum(lot => lot.Points), wallet.Available);
    }

    private sealed record SentRequest(string Member, string Path, JsonObject Body, Reply? Reply);
}
