using System.Collections.Concurrent;
using System.Net;
using System.Text.Json.Nodes;
using Emulators.CosmosDb;
using static Points.Tests.Api;

namespace Points.Local.Tests.Acceptance;

/// <summary>
/// Kills the host while members are erased who earn, redeem and send points at the same time. The test's name has the
/// seed.
/// </summary>
public sealed class ErasureCrashTests
{
    private const int Members = 8,
        RequestsMin = 60;

    private const string Green = "green";

    [Theory]
    [InlineData(55)]
    public async Task Given_a_host_killed_during_erasures_Then_each_ends_and_every_other_ledger_is_whole(int seed)
    {
        using var folder = new TempFolder();
        var (data, random, sent) = (folder.PathOf("data"), new Random(seed), new ConcurrentBag<string>());
        await HostCrashes.KillUnderLoad(
            data,
            random,
            RequestsMin,
            () => sent.Count,
            Prepare,
            (api, firstNumber, _) => Load(api, sent, firstNumber)
        );

        await using (var host = await HostProcess.Start(data))
        {
            using var api = new Api(host.Address);
            foreach (var member in Leaving)
                await Erase(api, member);
            await api.RunJob("Erasures");
            await api.RunJob("HoldRelease");
            foreach (var member in Leaving)
                (await api.Accrue(member, PurchaseBody(Green, 100, at: TimeProvider.System.GetUtcNow()))).ExpectProblem(
                    HttpStatusCode.Conflict,
                    "member-not-enrolled"
                );
            foreach (var member in Staying)
                Assert.Equal(0, (await api.Wallet(member, Green)).Held);
            await host.StopBySignal();
        }
        await HostCrashes.CheckLedgers(data, Green, Staying);
        await CheckStore(data);
    }

    private static IEnumerable<string> Leaving => Enumerable.Range(0, Members / 2).Select(it => $"leaving-{it}");

    private static IEnumerable<string> Staying => Enumerable.Range(0, Members / 2).Select(it => $"staying-{it}");

    private static async Task Prepare(Api api)
    {
        foreach (var member in Leaving.Concat(Staying))
        {
            (
                await api.Enrol(member, new() { ["identityVerified"] = true, ["programmes"] = new JsonArray(Green) })
            ).Expect(HttpStatusCode.Created);
            await api.EarnPoints(member, Green, 2_000);
        }
        (await api.PutFamily("f", [.. Leaving, .. Staying])).Expect(HttpStatusCode.OK);
    }

    /// <summary>Every member earns, spends and sends points until the host is gone; half of them are erased.</summary>
    private static Task Load(Api api, ConcurrentBag<string> sent, int firstNumber) =>
        Task.WhenAll(
            Leaving
                .Zip(Staying)
                .SelectMany(it =>
                    (Task[])
                        [
                            Repeat(sent, firstNumber, number => Move(api, it.First, it.Second, number)),
                            Repeat(sent, firstNumber, number => Move(api, it.Second, it.First, number)),
                            Repeat(sent, firstNumber, _ => Erase(api, it.First)),
                        ]
                )
        );

    private static Task Repeat(ConcurrentBag<string> sent, int firstNumber, Func<int, Task> send) =>
        Task.Run(async () =>
        {
            for (var number = firstNumber; ; number++)
                try
                {
                    sent.Add("");
                    await send(number);
                }
                catch (HttpRequestException)
                {
                    return;
                }
        });

    private static Task<Reply> Move(Api api, string member, string other, int number) =>
        (number % 3) switch
        {
            0 => api.Accrue(
                member,
                PurchaseBody(Green, 10_000, at: TimeProvider.System.GetUtcNow()),
                $"{member}-{number}"
            ),
            1 => api.Transfer(member, other, Green, 10, $"{member}-{number}"),
            _ => api.Redeem(member, RedemptionBody(Green, "eco-bag"), $"{member}-{number}"),
        };

    private static async Task Erase(Api api, string member) =>
        await api.Send(HttpMethod.Delete, $"/api/members/{member}", await api.MemberToken(member));

    /// <summary>No document names who has left, and their ledgers are whole where the keys name them.</summary>
    private static async Task CheckStore(string data)
    {
        await using var cosmos = CosmosEmulator.Open(new(Path.Combine(data, "cosmos")));
        var documents = await EveryDocument.ReadAll(cosmos, TestContext.Current.CancellationToken);
        Assert.DoesNotContain(documents, it => it.ToJsonString().Contains("leaving-", StringComparison.Ordinal));
        var ledgers = documents
            .Where(it => (string?)it["type"] == "erased-entry")
            .GroupBy(it => (string)it["ledgerKey"]!)
            .ToArray();
        Assert.Equal(Members / 2, ledgers.Length);
        Assert.All(
            ledgers,
            ledger =>
            {
                var entries = ledger.OrderBy(it => (long)it["sequence"]!).ToArray();
                Assert.Equal(Enumerable.Range(1, entries.Length).Select(it => (long)it), entries.Select(Sequence));
                Assert.Equal("erasure", (string)entries[^1]["cause"]!["kind"]!);
                Assert.Equal(0, entries.Sum(it => (long)it["points"]!));
            }
        );
    }

    private static long Sequence(JsonObject entry) => (long)entry["sequence"]!;
}
