using System.Net;
using System.Text.Json.Nodes;
using Points.Cosmos;
using Points.Domain;
using Points.Local.Tests.Intake;
using static Points.Tests.Api;

namespace Points.Local.Tests.Acceptance;

/// <summary>What outlives a member names the key of their ledgers, never their id (law L14).</summary>
public sealed class PseudonymTests : IAsyncLifetime
{
    private const string Green = "green";

    /// <summary>Documents that an erasure deletes: they lead from a key, a family or a voucher to the member.</summary>
    private static readonly string[] Erasable = ["ledger", "family", "voucher"];

    private RunningHost _host = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private Api Api => _host.Api;

    public async ValueTask InitializeAsync()
    {
        _host = await RunningHost.Start();
        await Api.SetClock("2027-01-21T10:00:00+08:00");
    }

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task Entries_lines_stock_outcomes_and_files_name_no_member()
    {
        string[] members = ["ming-of-xuhui", "hua-of-xuhui"];
        await Live(members[0], members[1]);

        string[] types = ["entry", "line", "reservation", "event"];
        await Eventually.IsTrue(
            async () => !types.Except((await ReadAll()).Select(it => (string?)it["type"])).Any(),
            "the relay has settled the entries"
        );
        var documents = await ReadAll();
        var files = Directory
            .EnumerateFiles(Path.Combine(_host.DataFolder, "archive"), "*", SearchOption.AllDirectories)
            .ToArray();

        Assert.NotEmpty(files);
        string[] guesses = [.. members, .. members.Select(it => Digest.Compute("points-ledger", it, Green))];
        foreach (var guess in guesses)
        {
            Assert.DoesNotContain(documents, it => it.ToJsonString().Contains(guess, StringComparison.Ordinal));
            Assert.DoesNotContain(
                files,
                it =>
                    it.Contains(guess, StringComparison.Ordinal)
                    || File.ReadAllText(it).Contains(guess, StringComparison.Ordinal)
            );
        }
    }

    /// <summary>
    /// Buys by message and by call, sends points, redeems from stock, and refunds before the purchase.
    /// </summary>
    private async Task Live(string a, string b)
    {
        foreach (var memberId in (string[])[a, b])
            await Api.Enrol(
                memberId,
                new()
                {
                    ["identityVerified"] = true,
                    ["creditGrade"] = "A",
                    ["programmes"] = new JsonArray(Green, "credit-city"),
                }
            );
        (await Api.PutFamily("xuhui", a, b)).Expect(HttpStatusCode.OK);
        using (var queue = new MerchantQueue(_host))
        {
            var purchase = PurchaseBody(Green, 100_000, at: _host.Clock.GetUtcNow());
            (purchase["type"], purchase["memberId"]) = ("purchase", a);
            await queue.Send(purchase, "message-1", await Api.QueueToken(Green));
            Assert.Equal(a, (await queue.WaitForOutcome(Green, "message-1")).Text("memberId"));
        }
        (await Api.Transfer(a, b, Green, 400)).Expect(HttpStatusCode.Created);
        await Api.Refund(a, Green, "order-to-come", "refund-1", 100);
        await Api.Accrue(a, PurchaseBody("credit-city", 100_000, at: _host.Clock.GetUtcNow()));
        (await Api.Redeem(a, RedemptionBody("credit-city", "festival-box"))).Expect(HttpStatusCode.Created);
    }

    /// <summary>Every document that outlives a member. Of entries, the partition key does not count.</summary>
    private async Task<List<JsonObject>> ReadAll()
    {
        using var client = _host.Store.Connect();
        var documents = new List<JsonObject>();
        foreach (
            var name in (string[])
                [
                    CosmosContainers.Wallets,
                    CosmosContainers.Budgets,
                    CosmosContainers.Stock,
                    CosmosContainers.Settlement,
                    CosmosContainers.Lookups,
                ]
        )
        {
            using var pages = client
                .GetContainer(CosmosContainers.Database, name)
                .GetItemQueryStreamIterator("SELECT * FROM c");
            while (pages.HasMoreResults)
            {
                using var page = (await pages.ReadNextAsync(Cancellation)).EnsureSuccessStatusCode();
                var found = (await JsonNode.ParseAsync(page.Content, cancellationToken: Cancellation))!["Documents"]!;
                documents.AddRange(found.AsArray().Select(it => it!.AsObject()));
            }
        }
        var lasting = documents
            .Where(it => it["memberId"] is null || (string?)it["type"] is "entry" or "reservation")
            .Where(it => !Erasable.Contains((string?)it["type"]))
            .ToList();
        foreach (var entry in lasting.Where(it => (string?)it["type"] == "entry"))
            entry.Remove("memberId");
        return lasting;
    }
}
