using System.Collections.Concurrent;
using System.Net;
using System.Text.Json.Nodes;
using Emulators.CosmosDb;
using Points.Cosmos;
using Points.Domain.Settling;
using static Points.Local.Tests.Acceptance.SettlementLoad;

namespace Points.Local.Tests.Acceptance;

/// <summary>
/// Kills the host while tills post to the queue, members redeem and operators reverse; then makes it read the ledger
/// from the beginning again. The seed is in the test's name.
/// </summary>
public sealed class SettlementCrashTests
{
    private const int SentMin = 80;

    [Theory]
    [InlineData(21)]
    public async Task Given_kills_at_any_moment_Then_every_statement_follows_from_the_ledgers(int seed)
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
            SentMin,
            () => sent.Count,
            Prepare,
            (api, first, chance) => SettlementLoad.Run(api, sent, first, chance)
        );

        var statements = await AtHost(
            data,
            async api =>
            {
                await Parallel.ForEachAsync(
                    sent,
                    async (it, _) => await SettlementLoad.Post(api, it.Key, it.Value, await api.QueueToken(Issuer))
                );
                await api.RunJob("HoldRelease");
                await api.SetClock(month.End.ToString("O"));
                (await api.ClosePeriod($"{month}")).Expect(HttpStatusCode.OK);
                await Check(api, month);
                return await ReadAllStatements(api, month);
            }
        );
        await DeleteCheckpoints(data);
        var statementsAgain = await AtHost(
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
                // No line was booked a second time.
                Assert.Equal(HttpStatusCode.NotFound, (await api.Statement(Issuer, $"{month.Next}")).Status);
                return await ReadAllStatements(api, month);
            }
        );

        Assert.Equal(statements, statementsAgain);
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

    /// <summary>
    /// Checks that each merchant is paid for the points spent there and not returned, that only the issuer pays, and
    /// that the reconciliation has no differences.
    /// </summary>
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
                    spent[RewardOf(entry)] = spent.GetValueOrDefault(RewardOf(entry)) - points;
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
        var report = await api.Reconcile($"{month}");
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

    /// <summary>The reward of a redemption or reversal: the first rule of the entry's explanation names it.</summary>
    private static string RewardOf(JsonNode entry) => (string)entry["explanation"]![0]!["rule"]!;

    private static async Task<string> ReadAllStatements(Api api, SettlementPeriod month)
    {
        var all = new List<string> { (await api.Period($"{month}")).Raw };
        foreach (var merchantId in Rewards.Select(it => it.MerchantId).Append(Issuer))
            all.Add((await api.Statement(merchantId, $"{month}")).Raw);
        return string.Join('\n', all);
    }

    /// <summary>Runs a step against a host on the data, and stops the host.</summary>
    private static async Task<T> AtHost<T>(string data, Func<Api, Task<T>> act)
    {
        await using var host = await HostProcess.Start(data);
        using var api = new Api(host.Address);
        var result = await act(api);
        await host.StopBySignal();
        return result;
    }

    /// <summary>Deletes the checkpoints of the change feed, so that its readers start from the beginning.</summary>
    private static async Task DeleteCheckpoints(string data)
    {
        await using var cosmos = CosmosEmulator.Open(new(Path.Combine(data, "cosmos")));
        using var client = cosmos.Connect();
        await client.GetContainer(CosmosContainers.Database, CosmosContainers.Leases).DeleteContainerAsync();
    }
}
