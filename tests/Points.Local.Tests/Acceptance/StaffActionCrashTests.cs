using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Emulators.CosmosDb;
using Microsoft.Azure.Cosmos;
using Points.Cosmos;
using Points.Cosmos.Documents;
using Points.Domain.Auditing;

namespace Points.Local.Tests.Acceptance;

/// <summary>
/// The host is killed while operators post purchases and freeze members: at any step of the journal, too. Afterwards
/// the journal has each of their entries and acts once. The test's argument is the random seed.
/// </summary>
public sealed class StaffActionCrashTests
{
    private const int Members = 20,
        Workers = 8,
        RequestsPerKill = 120;

    private static readonly DocumentJson Json = DocumentJson.Default;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(1)]
    public async Task Given_a_host_killed_under_load_Then_the_journal_has_what_was_committed_once(int seed)
    {
        using var folder = new TempFolder();
        var (data, sent) = (folder.PathOf("data"), 0);
        await HostCrashes.KillUnderLoad(
            data,
            new Random(seed),
            RequestsPerKill,
            () => Volatile.Read(ref sent),
            Enrol,
            (api, first, random) => Load(api, first, random, () => Interlocked.Increment(ref sent))
        );
        await using (var host = await HostProcess.Start(data))
        {
            using var api = new Api(host.Address);
            await api.RunJob("LedgerRelay");
            await host.StopBySignal();
        }

        await using var cosmos = CosmosEmulator.Open(new(Path.Combine(data, "cosmos")));
        using var client = cosmos.Connect();
        var committed = new List<JsonElement>();
        foreach (
            var (container, type) in ((string, string)[])
                [
                    (CosmosContainers.Wallets, "entry"),
                    (CosmosContainers.Wallets, "act"),
                    (CosmosContainers.Settlement, "act"),
                ]
        )
            committed.AddRange(
                (
                    await Read(client, container, $"SELECT * FROM c WHERE c.type = '{type}'", Json.QueryPageJsonElement)
                ).Where(it => it.GetProperty("by").ValueEquals("Operator"))
            );
        var items = (
            await Read(
                client,
                CosmosContainers.Journal,
                "SELECT * FROM c WHERE c.type = 'journal-item'",
                Json.QueryPageJournalItemDocument
            )
        ).ConvertAll(it => it.ToItem());
        Assert.InRange(committed.Count, RequestsPerKill, int.MaxValue);
        Assert.Equal(committed.Count, items.Count);
        Assert.Equal(EntryIds(committed), items.Select(it => it.Facts.EntryId).OfType<string>().Order());
        CheckChains(items, Path.Combine(data, "archive"));
        Assert.Equal(
            items.Count,
            (
                await Read(
                    client,
                    CosmosContainers.Journal,
                    "SELECT * FROM c WHERE c.type = 'journal-actor'",
                    Json.QueryPageJsonElement
                )
            ).Count(it => it.GetProperty("subject").ValueEquals("ops"))
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

    private static async Task Load(Api api, int first, Random random, Action count)
    {
        var (token, number) = (await api.OperatorToken(), first);
        var seeds = Enumerable.Range(0, Workers).Select(_ => random.Next()).ToArray();
        await Task.WhenAll(
            seeds.Select(seed =>
                Task.Run(async () =>
                {
                    for (var own = new Random(seed); ; count())
                    {
                        var (member, id) = ($"m{own.Next(Members)}", $"k{Interlocked.Increment(ref number)}");
                        try
                        {
                            await (
                                own.Next(4) == 0
                                    ? api.Send(
                                        HttpMethod.Post,
                                        $"/api/members/{member}/{(own.Next(2) == 0 ? "freeze" : "unfreeze")}",
                                        token,
                                        new JsonObject { ["reason"] = id }
                                    )
                                    : api.Accrue(member, Api.PurchaseBody("fast-food", own.Next(40_000), id), id)
                            );
                        }
                        catch (HttpRequestException)
                        {
                            return; // The host is gone.
                        }
                    }
                })
            )
        );
    }

    private static void CheckChains(IReadOnlyList<JournalItem> items, string archive)
    {
        var chains = items
            .GroupBy(it => it.Chain)
            .ToDictionary(chain => $"{chain.Key}", chain => chain.OrderBy(it => it.Number).ToArray());
        Assert.All(
            chains,
            chain =>
                Assert.Null(
                    JournalVerifier.FindFirstFault(
                        JournalChain.Parse(chain.Key),
                        chain.Value.Select(it => it with { Reason = null }),
                        reason => reason
                    )
                )
        );
        var anchors = Directory
            .EnumerateFiles(Path.Combine(archive, "journal"), "*.json", SearchOption.AllDirectories)
            .Select(file => JournalAnchor.FromJson(File.ReadAllBytes(file)))
            .ToArray();
        Assert.All(anchors, anchor => Assert.Null(anchor.FindContradiction(chains[anchor.Chain])));
        Assert.Equal(
            chains.Select(chain => (chain.Key, chain.Value[^1].Number)).Order(),
            anchors.GroupBy(it => it.Chain).Select(chain => (chain.Key, chain.Max(it => it.Number))).Order()
        );
    }

    private static IEnumerable<string> EntryIds(IEnumerable<JsonElement> documents) =>
        documents
            .Where(it => it.GetProperty("type").ValueEquals("entry"))
            .Select(it => it.GetProperty("id").GetString()!)
            .Order();

    private static async Task<List<T>> Read<T>(
        CosmosClient client,
        string container,
        string query,
        System.Text.Json.Serialization.Metadata.JsonTypeInfo<QueryPage<T>> type
    ) =>
        await client
            .GetContainer(CosmosContainers.Database, container)
            .ReadAll(new(query), 1_000, type, Ct)
            .ToListAsync(Ct);
}
