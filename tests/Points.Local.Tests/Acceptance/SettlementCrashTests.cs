using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Points.Cosmos;
using Points.Domain.Settling;
using Points.Local.Cosmos;
using static Points.Local.Tests.Api;

namespace Points.Local.Tests.Acceptance;

/// <summary>
/// The host is killed while tills post to the queue, members redeem everywhere and some of it is undone; and its readers of
/// the ledger are sent back to the beginning. The seed is in the test's name.
/// </summary>
public sealed class SettlementCrashTests
{
    private const string Alliance = "convenience-alliance",
        Issuer = "corner-store";
    private const int Members = 6,
        Workers = 6,
        AtLeast = 80;
    private static readonly (string RewardId, string MerchantId)[] Rewards =
    [
        ("milk-tea", "tea-house"),
        ("ride-coupon", "ride-hailing"),
        ("book-coupon", "bookstore"),
        ("movie-ticket", "cinema"),
    ];

    [Theory]
    [InlineData(21)]
    public async Task Killed_at_any_moment_every_merchants_statement_is_what_the_ledgers_say(int seed)
    {
        using var folder = new TempFolder();
        var (data, random, sent) = (
            folder.PathOf("data"),
            new Random(seed),
            new ConcurrentDictionary<string, string>()
        );
        var month = SettlementPeriod.Containing(TimeProvider.System.GetUtcNow());
        await HostCrashes.KillUnderLoad(
            data,
            random,
            AtLeast,
            () => sent.Count,
            Prepare,
            (api, first, chance) => Load(api, sent, first, chance)
        );

        var statements = await AtHost(
            data,
            async api =>
            {
                await Parallel.ForEachAsync(
                    sent,
                    async (it, _) => await Post(api, it.Key, it.Value, await api.MerchantToken(Issuer))
                );
                await api.RunJob("HoldRelease");
                await api.SetClock(month.End.ToString("O"));
                (await api.ClosePeriod($"{month}")).Expect(HttpStatusCode.OK);
                await Check(api, month);
                return await Shown(api, month);
            }
        );
        await ForgetWhatWasRead(data);
        var again = await AtHost(
            data,
            async api =>
            {
                await api.RunJob("LedgerRelay");
                (await api.ClosePeriod($"{month}")).Expect(HttpStatusCode.OK);
                (
                    await api.Send(
                        HttpMethod.Post,
                        $"/api/settlement/periods/{month}/reconciliation",
                        await api.OperatorToken()
                    )
                ).Expect(HttpStatusCode.Accepted);
                await Check(api, month);
                Assert.Equal(HttpStatusCode.NotFound, (await api.Statement(Issuer, $"{month.Next}")).Status); // Nothing came in a second time.
                return await Shown(api, month);
            }
        );

        Assert.Equal(statements, again);
    }

    private static async Task Prepare(Api api)
    {
        for (var member = 0; member < Members; member++)
            (
                await api.Enrol(
                    $"m{member}",
                    new() { ["identityVerified"] = true, ["programmes"] = new JsonArray(Alliance) }
                )
            ).Expect(HttpStatusCode.Created);
    }

    /// <summary>Tills post to the queue, and members spend what they have, until the host is gone. What was sent is noted before.</summary>
    private static async Task Load(Api api, ConcurrentDictionary<string, string> sent, int first, Random random)
    {
        var (seeds, number, token, operators) = (
            Enumerable.Range(0, Workers).Select(_ => random.Next()).ToArray(),
            first,
            await api.MerchantToken(Issuer),
            await api.OperatorToken()
        );
        await Task.WhenAll(
            seeds.Select(seed =>
                Task.Run(async () =>
                {
                    var (own, mine) = (new Random(seed), new List<(string Member, string Id)>());
                    while (true)
                    {
                        var member = $"m{own.Next(Members)}";
                        try
                        {
                            if (own.Next(2) == 0)
                                await Purchase(api, sent, $"k{Interlocked.Increment(ref number)}", member, own, token);
                            else if (mine.Count > 3 && own.Next(3) == 0)
                                await Undo(api, mine[own.Next(mine.Count)], operators);
                            else if (await Redeem(api, member, own, operators) is { } id)
                                mine.Add((member, id));
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

    private static async Task Purchase(
        Api api,
        ConcurrentDictionary<string, string> sent,
        string messageId,
        string member,
        Random own,
        string token
    )
    {
        var body = Api.PurchaseBody(Alliance, 50_000 + own.Next(200_000), messageId);
        (body["type"], body["memberId"], body["merchantId"]) = ("purchase", member, Issuer);
        sent[messageId] = body.ToJsonString();
        await Post(api, messageId, sent[messageId], token);
    }

    /// <summary>A till that does not know what became of a message sends it again.</summary>
    private static async Task Post(Api api, string messageId, string body, string token)
    {
        using var http = new HttpClient { BaseAddress = api.Address };
        using var request = new HttpRequestMessage(HttpMethod.Post, "/local/queues/merchant-events")
        {
            Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body)),
        };
        request.Headers.Add("MessageId", messageId);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        (await http.SendAsync(request)).EnsureSuccessStatusCode().Dispose();
    }

    private static async Task<string?> Redeem(Api api, string member, Random own, string token)
    {
        var (rewardId, merchantId) = Rewards[own.Next(Rewards.Length)];
        var reply = await api.Send(
            HttpMethod.Post,
            $"/api/members/{member}/redemptions",
            token,
            RedemptionBody(Alliance, rewardId, merchantId: merchantId),
            Guid.NewGuid().ToString()
        );
        return reply.Status == HttpStatusCode.Created ? reply.Text("redemptionId") : null;
    }

    private static Task<Reply> Undo(Api api, (string Member, string Id) redemption, string token) =>
        api.Send(
            HttpMethod.Post,
            $"/api/members/{redemption.Member}/redemptions/{redemption.Id}/reverse",
            token,
            new JsonObject { ["by"] = "member", ["reason"] = "test" },
            Guid.NewGuid().ToString()
        );

    /// <summary>What was spent at a merchant and not undone is what it is paid for, and nobody else pays or is paid.</summary>
    private static async Task Check(Api api, SettlementPeriod month)
    {
        var (spent, issued) = (new Dictionary<string, long>(StringComparer.Ordinal), 0L);
        for (var member = 0; member < Members; member++)
            foreach (var entry in await api.Ledger($"m{member}", Alliance))
            {
                var points = (long)entry["points"]!;
                if ((string)entry["kind"]! == "accrual")
                    issued += points;
                else
                    spent[(string)entry["explanation"]![0]!["rule"]!] =
                        spent.GetValueOrDefault((string)entry["explanation"]![0]!["rule"]!) - points;
            }
        var store = (await api.Statement(Issuer, $"{month}")).Expect(HttpStatusCode.OK);
        Assert.Equal(-spent.Values.Sum(), store.Number("netFen"));
        Assert.Equal(issued, (long)store.Body["programmes"]![0]!["points"]!["issued"]!);
        foreach (var (rewardId, merchantId) in Rewards)
        {
            var statement = await api.Statement(merchantId, $"{month}");
            if (spent.TryGetValue(rewardId, out var points))
                Assert.Equal(points * 98 / 100, statement.Number("netFen"));
        }
        Assert.Equal(0, (await api.Period($"{month}")).Number("sumFen"));
        await api.RunJob("SettlementReconcile");
        var report = await api.Send(
            HttpMethod.Get,
            $"/api/settlement/periods/{month}/reconciliation",
            await api.AuditorToken()
        );
        Assert.Equal(
            ("done", 0, 0),
            (report.Text("status"), report.Number("differenceCount"), report.Number("lateLines"))
        );
        Assert.Equal(
            0,
            (await api.Send(HttpMethod.Get, "/local/queues", null)).Body["items"]!
                .AsArray()
                .Sum(queue => (long)queue!["deadLetters"]!)
        );
    }

    private static async Task<string> Shown(Api api, SettlementPeriod month)
    {
        var all = new List<string> { (await api.Period($"{month}")).Raw };
        foreach (var merchantId in Rewards.Select(it => it.MerchantId).Append(Issuer))
            all.Add((await api.Statement(merchantId, $"{month}")).Raw);
        return string.Join('\n', all);
    }

    private static async Task<T> AtHost<T>(string data, Func<Api, Task<T>> act)
    {
        await using var host = await HostProcess.Start(data);
        using var api = new Api(host.Address);
        var result = await act(api);
        await host.StopBySignal();
        return result;
    }

    /// <summary>The readers of change feeds begin anew, as from the oldest checkpoint there can be.</summary>
    private static async Task ForgetWhatWasRead(string data)
    {
        await using var cosmos = LocalCosmos.Open(new(Path.Combine(data, "cosmos")));
        using var client = cosmos.Connect();
        await client.GetContainer(CosmosContainers.Database, CosmosContainers.Leases).DeleteContainerAsync();
    }
}
