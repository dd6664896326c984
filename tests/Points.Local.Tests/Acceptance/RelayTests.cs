using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Azure.Cosmos;
using Points.Cosmos;
using Points.Domain.Relaying;
using Points.Local.Cosmos;
using static Points.Local.Tests.Api;

namespace Points.Local.Tests.Acceptance;

/// <summary>What the ledger says is passed on, whatever stands in the way.</summary>
public sealed class RelayTests : IAsyncLifetime
{
    private const string Alliance = "convenience-alliance",
        March = "2027-03";
    private RunningHost _host = null!;
    private CosmosClient _client = null!;

    private Api Api => _host.Api;

    public async ValueTask InitializeAsync()
    {
        _host = await RunningHost.Start();
        _client = _host.Store.Connect();
        await Api.SetClock("2027-03-10T12:00:00+08:00");
    }

    public ValueTask DisposeAsync()
    {
        _client.Dispose();
        return _host.DisposeAsync();
    }

    [Theory]
    [InlineData(
        """{"id":"e-broken","type":"entry","memberId":"ming","programmeId":"convenience-alliance","sequence":"one"}"""
    )]
    [InlineData("""{"id":"e-broken","type":"entry","memberId":"ming"}""")]
    public async Task One_entry_that_does_not_read_is_set_aside_and_stops_nothing(string broken)
    {
        await Put(CosmosContainers.Wallets, "ming", broken);
        await Earn("ming", 3_000);

        await Api.RunJob("LedgerRelay");

        var poison = Assert.Single(
            (await Api.Send(HttpMethod.Get, "/api/ledger/poison", await Api.AuditorToken()))
                .Expect(HttpStatusCode.OK)
                .Body["items"]!.AsArray()
        )!;
        Assert.Equal(("ming", "e-broken"), ((string)poison["memberId"]!, (string)poison["documentId"]!));
        Assert.Equal(
            3_000,
            (long)(await Api.Statement("corner-store", March)).Body["programmes"]![0]!["points"]!["issued"]!
        );
        (await Api.Send(HttpMethod.Get, "/api/ledger/poison", await Api.MerchantToken("corner-store"))).Expect(
            HttpStatusCode.Forbidden
        );
    }

    [Fact]
    public async Task An_entry_of_a_revision_that_there_is_not_is_set_aside_and_the_others_are_passed_on()
    {
        await Earn("ming", 3_000);
        await Api.RunJob("LedgerRelay");
        var entry = (await Read("ming", (await Api.Ledger("ming", Alliance))[0]["entryId"]!.GetValue<string>()))!;
        (entry["id"], entry["revision"]) = ("e-other", 77);
        await Put(CosmosContainers.Wallets, "ming", entry.ToJsonString());
        await Earn("mei", 500);

        await Api.RunJob("LedgerRelay");

        var poison = (await Api.Send(HttpMethod.Get, "/api/ledger/poison", await Api.OperatorToken())).Body["items"]!
            .AsArray()
            .Single()!;
        Assert.Equal("convenience-alliance has no revision 77", (string)poison["why"]!);
        Assert.Equal(3_500, await Issued());

        // Once what was wrong is mended, an operator has it passed on.
        var relay = "/api/ledger/poison/ming/e-other/relay";
        Assert.Equal(
            "still-poison",
            (await Api.Send(HttpMethod.Post, relay, await Api.OperatorToken()))
                .Expect(HttpStatusCode.Conflict)
                .Text("code")
        );
        entry["revision"] = 1;
        await Put(CosmosContainers.Wallets, "ming", entry.ToJsonString());
        (await Api.Send(HttpMethod.Post, relay, await Api.OperatorToken())).Expect(HttpStatusCode.NoContent);
        await Api.RunJob("LedgerRelay");
        Assert.Empty(
            (await Api.Send(HttpMethod.Get, "/api/ledger/poison", await Api.OperatorToken())).Body["items"]!.AsArray()
        );
        Assert.Equal(6_500, await Issued());
    }

    [Fact]
    public async Task A_store_that_fails_for_a_while_delays_what_is_passed_on_and_loses_none()
    {
        _host.Store.Faults.InjectRandomly(
            0.3,
            5,
            InjectedFault.Unavailable,
            (container, _) => container == CosmosContainers.Settlement
        );
        _host.Store.Faults.InjectRandomly(
            0.3,
            6,
            InjectedFault.AnswerLost,
            (container, kind) => container == CosmosContainers.Settlement && kind == RequestKind.Batch
        );
        for (var i = 0; i < 20; i++)
            await Earn($"m-{i % 4}", 100);
        _host.Store.Faults.Clear();

        await Api.RunJob("LedgerRelay");

        var statement = await Api.Statement("corner-store", March);
        Assert.Equal(
            (2_000, 20),
            ((long)statement.Body["programmes"]![0]!["points"]!["issued"]!, statement.Number("lineCount"))
        );
    }

    [Fact]
    public async Task A_transfer_that_stopped_half_way_is_carried_on_without_anybody_asking()
    {
        await StopHalfWay();
        _host.Store.Faults.Clear();

        await Api.RunJob("LedgerRelay");

        Assert.Equal(
            (60, 40),
            ((await Api.Wallet("ming", "green")).Available, (await Api.Wallet("mei", "green")).Available)
        );
    }

    [Fact]
    public async Task A_transfer_that_cannot_go_on_does_not_keep_what_comes_after_it()
    {
        var sent = await StopHalfWay();
        var transfer = (await Read("ming", sent))!;
        transfer["status"] = "Bogus";
        await Put(CosmosContainers.Wallets, "ming", transfer.ToJsonString());
        await Put(CosmosContainers.Wallets, "ming", """{"id":"x","type":5,"memberId":"ming"}""");
        _host.Store.Faults.Clear();
        await Earn("lei", 3_000);

        await Api.RunJob("LedgerRelay");

        Assert.Equal(3_000, await Issued());
        Assert.Single(
            (await Api.Send(HttpMethod.Get, "/api/ledger/poison", await Api.OperatorToken())).Body["items"]!.AsArray()
        );
    }

    [Fact]
    public async Task The_heads_of_ledgers_are_anchored_in_files_that_nobody_changes()
    {
        await Earn("ming", 3_000);
        await Api.RunJob("LedgerRelay");

        var files = Directory.GetFiles(Path.Combine(_host.DataFolder, "archive", "anchors", "2027-03-10"));
        var hash = (await Api.Ledger("ming", Alliance))[^1]["hash"]!.GetValue<string>();
        Assert.Contains(
            files,
            file => LedgerAnchor.FromJson(File.ReadAllBytes(file)).Heads.Any(head => head.Hash == hash)
        );
        Assert.All(files, file => Assert.True(File.GetAttributes(file).HasFlag(FileAttributes.ReadOnly)));
    }

    [Fact]
    public async Task A_reconciliation_names_every_line_that_is_missing_changed_or_made_up()
    {
        await Earn("ming", 6_000);
        (await Api.RedeemAt("cinema", "ming", RedemptionBody(Alliance, "movie-ticket"))).Expect(HttpStatusCode.Created);
        (await Api.RedeemAt("tea-house", "ming", RedemptionBody(Alliance, "milk-tea"))).Expect(HttpStatusCode.Created);
        await Api.SetClock("2027-04-01T00:00:00+08:00");
        (await Api.ClosePeriod(March)).Expect(HttpStatusCode.OK);
        var settlement = _client.GetContainer(CosmosContainers.Database, CosmosContainers.Settlement);
        var (cinema, tea) = (await Line("cinema"), await Line("tea-house"));
        await settlement.DeleteItemAsync<JsonElement>(
            (string)cinema["id"]!,
            new((string)cinema["account"]!),
            cancellationToken: TestContext.Current.CancellationToken
        );
        tea["flow"]!["points"] = 150_000;
        await Put(CosmosContainers.Settlement, (string)tea["account"]!, tea.ToJsonString());
        (cinema["id"], cinema["flow"]!["flowId"], cinema["flow"]!["entryId"]) = ("l-made-up", "made-up", "e-made-up");
        await Put(CosmosContainers.Settlement, (string)cinema["account"]!, cinema.ToJsonString());

        await Api.RunJob("SettlementReconcile");

        var report = await Api.Send(
            HttpMethod.Get,
            $"/api/settlement/periods/{March}/reconciliation",
            await Api.OperatorToken()
        );
        var kinds = report.Body["differences"]!
            .AsArray()
            .Select(it => ((string)it!["kind"]!, (string)it["merchantId"]!))
            .Order()
            .ToArray();
        Assert.Equal(
            [("different", "tea-house"), ("missing", "cinema"), ("unexpected", "cinema"), ("unexpected", "tea-house")],
            kinds
        );
        Assert.Equal(4, report.Number("differenceCount"));
    }

    [Theory]
    [InlineData("no JSON")]
    [InlineData(
        """{"flowId":"f","kind":"Consumed","memberId":"m","programmeId":"p","entryId":"e","issuer":"x~z","points":1,"fenPer100":100,"feeRate":0.02,"when":"Consumed","at":"2027-03-10T04:00:00Z"}"""
    )]
    [InlineData(
        """{"flowId":"f","kind":"Consumed","memberId":"m","programmeId":"p","entryId":"e","issuer":"x","other":"y","points":1,"fenPer100":100,"feeRate":0.0212345,"when":"Consumed","at":"2027-03-10T04:00:00Z"}"""
    )]
    [InlineData(
        """{"flowId":"f","kind":"Expired","memberId":"m","programmeId":"p","entryId":"e","issuer":"x","other":"y","points":1,"fenPer100":100,"feeRate":0.02,"when":"Consumed","at":"2027-03-10T04:00:00Z"}"""
    )]
    public async Task A_message_that_is_no_flow_is_a_dead_letter_and_its_neighbours_are_booked(string body)
    {
        using var http = new HttpClient { BaseAddress = _host.Address };
        (
            await http.PostAsync(
                "/local/queues/settlement",
                new ByteArrayContent(Encoding.UTF8.GetBytes(body)),
                TestContext.Current.CancellationToken
            )
        ).EnsureSuccessStatusCode();
        await Earn("ming", 3_000);

        await Api.RunJob("SettlementLines");

        var letter = Assert.Single(
            (await Api.Send(HttpMethod.Get, "/local/queues/settlement/deadletters", null)).Body["items"]!.AsArray()
        )!;
        Assert.Equal("invalid-message", (string)letter["reason"]!);
        Assert.Equal(3_000, await Issued());
    }

    /// <summary>Ming sends Mei points, and the store fails until a test clears its faults.</summary>
    /// <returns>The transfer's id.</returns>
    private async Task<string> StopHalfWay()
    {
        foreach (var member in (string[])["ming", "mei"])
            await Api.Enrol(member, new() { ["identityVerified"] = true, ["programmes"] = new JsonArray("green") });
        (await Api.PutFamily("f", "ming", "mei")).Expect(HttpStatusCode.OK);
        await Api.EarnPoints("ming", "green", 100, _host.Clock.GetUtcNow());
        await Api.RunJob("LedgerRelay");
        // The sender's side is the first batch; whoever comes next meets a store that does not answer.
        var batches = 0;
        _host.Store.Faults.InjectRandomly(
            1,
            1,
            InjectedFault.Unavailable,
            (container, kind) =>
                container == CosmosContainers.Wallets
                && kind == RequestKind.Batch
                && Interlocked.Increment(ref batches) > 1
        );
        return (await Api.Transfer("ming", "mei", "green", 40)).Expect(HttpStatusCode.Accepted).Text("transferId");
    }

    private async Task<long> Issued() =>
        (long)(await Api.Statement("corner-store", March)).Body["programmes"]![0]!["points"]!["issued"]!;

    private async Task Earn(string memberId, long points)
    {
        await Api.Enrol(memberId, new() { ["identityVerified"] = true, ["programmes"] = new JsonArray(Alliance) });
        var purchase = PurchaseBody(Alliance, points * 100, at: _host.Clock.GetUtcNow());
        purchase["merchantId"] = "corner-store";
        (await Api.Accrue(memberId, purchase)).Expect(HttpStatusCode.Created);
    }

    private async Task Put(string container, string partition, string json) =>
        (
            await _client
                .GetContainer(CosmosContainers.Database, container)
                .UpsertItemStreamAsync(new MemoryStream(Encoding.UTF8.GetBytes(json)), new(partition))
        ).EnsureSuccessStatusCode();

    private async Task<JsonObject?> Read(string partition, string id)
    {
        using var response = await _client
            .GetContainer(CosmosContainers.Database, CosmosContainers.Wallets)
            .ReadItemStreamAsync(id, new(partition));
        return JsonNode.Parse(response.EnsureSuccessStatusCode().Content)!.AsObject();
    }

    /// <summary>The one line of a merchant's account, as it is stored.</summary>
    private async Task<JsonObject> Line(string merchantId)
    {
        using var found = _client
            .GetContainer(CosmosContainers.Database, CosmosContainers.Settlement)
            .GetItemQueryStreamIterator(
                new QueryDefinition("SELECT * FROM c WHERE c.type = @type").WithParameter("@type", "line"),
                requestOptions: new() { PartitionKey = new($"{merchantId}~{March}~{Alliance}~2.0") }
            );
        using var page = await found.ReadNextAsync();
        return JsonNode.Parse(page.Content)!["Documents"]!.AsArray().Single()!.AsObject();
    }
}
