using System.Collections.Concurrent;
using System.Net;
using System.Text.Json.Nodes;
using static Points.Tests.Api;

namespace Points.Local.Tests.Acceptance;

/// <summary>
/// Kills the host while a family earns, redeems, holds, cancels, reverses, refunds and sends points. The test's name
/// has the seed.
/// </summary>
public sealed class RedeemingCrashTests
{
    private const int Members = 6,
        Workers = 8,
        RequestsMin = 200;
    private static readonly string NextMonth = TimeProvider.System.GetUtcNow().AddDays(30).ToString("O");

    [Theory]
    [InlineData(11)]
    public async Task Given_a_host_killed_at_any_moment_Then_no_point_is_lost_created_or_moved_twice(int seed)
    {
        using var folder = new TempFolder();
        var (sent, random) = (new ConcurrentDictionary<string, SentRequest>(), new Random(seed));
        await HostCrashes.KillUnderLoad(
            folder.PathOf("data"),
            random,
            RequestsMin,
            () => sent.Count,
            Prepare,
            (api, firstNumber, loadRandom) => Load(api, sent, firstNumber, loadRandom)
        );

        await using (var host = await HostProcess.Start(folder.PathOf("data")))
        {
            using var api = new Api(host.Address);
            await Parallel.ForEachAsync(sent, async (it, _) => await Repeat(api, it.Key, it.Value));
            await api.SetClock(TimeProvider.System.GetUtcNow().AddMinutes(5).ToString("O"));
            await api.RunJob("HoldRelease");
            await Check(api);
            await host.StopBySignal();
        }
        await HostCrashes.CheckLedgers(
            folder.PathOf("data"),
            "green",
            Enumerable.Range(0, Members).Select(member => $"m{member}")
        );
    }

    private static async Task Prepare(Api api)
    {
        for (var member = 0; member < Members; member++)
        {
            (
                await api.Enrol(
                    $"m{member}",
                    new() { ["identityVerified"] = true, ["programmes"] = new JsonArray("green") }
                )
            ).Expect(HttpStatusCode.Created);
            await api.EarnPoints($"m{member}", "green", 2_000);
        }
        (await api.PutFamily("f", [.. Enumerable.Range(0, Members).Select(member => $"m{member}")])).Expect(
            HttpStatusCode.OK
        );
    }

    /// <summary>
    /// Sends random requests until the host is killed. Records each request before it is sent, and its reply
    /// afterwards.
    /// </summary>
    private static async Task Load(
        Api api,
        ConcurrentDictionary<string, SentRequest> sent,
        int firstNumber,
        Random random
    )
    {
        var (seeds, number, token) = (
            Enumerable.Range(0, Workers).Select(_ => random.Next()).ToArray(),
            firstNumber,
            await api.OperatorToken()
        );
        await Task.WhenAll(
            seeds.Select(seed =>
                Task.Run(async () =>
                {
                    var (ownRandom, redemptions) = (new Random(seed), new List<(string MemberId, string Id)>());
                    while (true)
                    {
                        var (member, key) = ($"m{ownRandom.Next(Members)}", $"k{Interlocked.Increment(ref number)}");
                        var attempt = Next(ownRandom, member, key, redemptions);
                        sent[key] = attempt;
                        try
                        {
                            var reply = await api.Send(HttpMethod.Post, attempt.Path, token, attempt.Body, key);
                            sent[key] = attempt with { Reply = reply };
                            if (reply.Status == HttpStatusCode.Created && reply.Body["redemptionId"] is { } id)
                                redemptions.Add((member, id.GetValue<string>()));
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

    private static SentRequest Next(
        Random random,
        string member,
        string key,
        List<(string MemberId, string Id)> redemptions
    )
    {
        (string MemberId, string Id) earlier =
            redemptions.Count == 0 ? ("m0", "r-none") : redemptions[random.Next(redemptions.Count)];
        var (path, redemption) = (
            $"/api/members/{member}",
            $"/api/members/{earlier.MemberId}/redemptions/{earlier.Id}"
        );
        return random.Next(9) switch
        {
            0 or 1 => new($"{path}/accruals", PurchaseBody("green", random.Next(40_000), $"o{random.Next(200)}"), null),
            2 => new($"{path}/redemptions", RedemptionBody("green", "eco-bag"), null),
            3 => new($"{path}/redemptions", RedemptionBody("green", "eco-bag", holdUntil: NextMonth), null),
            4 => new($"{redemption}/cancel", [], null),
            5 => new($"{redemption}/reverse", new() { ["by"] = "member", ["reason"] = "test" }, null),
            6 => new(
                $"{path}/refunds",
                new()
                {
                    ["programmeId"] = "green",
                    ["merchantId"] = "green",
                    ["orderId"] = $"o{random.Next(200)}",
                    ["refundId"] = key,
                    ["amountFen"] = 1 + random.Next(10_000),
                },
                null
            ),
            _ => new(
                $"{path}/wallets/green/transfers",
                new() { ["toMemberId"] = $"m{random.Next(Members)}", ["points"] = 1 + random.Next(100) },
                null
            ),
        };
    }

    /// <summary>
    /// Sends a request again. An answered one gets the same answer; an unanswered one is carried out now, or refused.
    /// </summary>
    private static async Task Repeat(Api api, string key, SentRequest attempt)
    {
        if (attempt.Reply is { Status: >= HttpStatusCode.BadRequest })
            return; // Refusals are not stored.
        var again = await api.Send(HttpMethod.Post, attempt.Path, await api.OperatorToken(), attempt.Body, key);
        if (attempt.Reply is { Status: not HttpStatusCode.Accepted } reply)
            Assert.Equal(reply with { Replayed = true }, again);
        Assert.True(again.Status < HttpStatusCode.InternalServerError, again.Raw);
    }

    private static async Task Check(Api api)
    {
        var (transferred, inWallets) = (0L, 0L);
        for (var member = 0; member < Members; member++)
        {
            var (ledger, wallet) = (await api.Ledger($"m{member}", "green"), await api.Wallet($"m{member}", "green"));
            Assert.Equal(Sum(ledger, "points"), wallet.Available);
            Assert.Equal(Sum(ledger, "held"), wallet.Held);
            Assert.Equal(Sum(ledger, "owed"), wallet.Debt);
            Assert.All(
                ledger,
                entry =>
                    Assert.Equal(
                        entry["explanation"]!.AsArray().Sum(line => line!["points"]!.GetValue<long>()),
                        entry["points"]!.GetValue<long>()
                    )
            );
            var transfers = ledger
                .Where(entry => entry["kind"]!.GetValue<string>().StartsWith("transfer", StringComparison.Ordinal))
                .ToArray();
            Assert.Equal(0, Sum(transfers, "held")); // No transfer is under way any more.
            (transferred, inWallets) = (
                transferred + Sum(transfers, "points"),
                inWallets + wallet.Available + wallet.Held
            );
        }
        Assert.Equal(0, transferred);
        var budget = await api.Send(HttpMethod.Get, "/api/programmes/green/budget", await api.OperatorToken());
        var given = budget.Number("issued") + budget.Number("leased");
        Assert.True(inWallets <= given, $"{inWallets} points in the wallets, {given} issued or lent");
    }

    private static long Sum(IEnumerable<JsonObject> entries, string field) =>
        entries.Sum(entry => entry[field]?.GetValue<long>() ?? 0);

    private sealed record SentRequest(string Path, JsonObject Body, Reply? Reply);
}
