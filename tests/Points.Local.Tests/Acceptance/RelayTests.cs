using System.Net;
using System.Text;
using Emulators.CosmosDb;
using Points.Cosmos;
using Points.Domain.Relaying;

namespace Points.Local.Tests.Acceptance;

/// <summary>The relay passes on every ledger entry, and sets aside the entries that it cannot read.</summary>
public sealed class RelayTests : IAsyncLifetime
{
    private AllianceHost _host = null!;

    private Api Api => _host.Api;

    public async ValueTask InitializeAsync() => _host = await AllianceHost.Start();

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Theory]
    [InlineData(
        """{"id":"e-broken","type":"entry","memberId":"ming","programmeId":"convenience-alliance","sequence":"one"}"""
    )]
    [InlineData("""{"id":"e-broken","type":"entry","memberId":"ming"}""")]
    public async Task Given_an_unreadable_entry_Then_it_is_set_aside_and_the_others_are_relayed(string broken)
    {
        await _host.Put(CosmosContainers.Wallets, "ming", broken);
        await _host.Earn("ming", 3_000);

        await Api.RunJob("LedgerRelay");

        var setAside = Assert.Single(
            (await Api.Send(HttpMethod.Get, "/api/ledger/poison", await Api.AuditorToken()))
                .Expect(HttpStatusCode.OK)
                .Body["items"]!.AsArray()
        )!;
        Assert.Equal(("ming", "e-broken"), ((string)setAside["memberId"]!, (string)setAside["documentId"]!));
        Assert.Equal(3_000, await _host.PointsIssued());
        (await Api.Send(HttpMethod.Get, "/api/ledger/poison", await Api.MerchantToken("corner-store"))).Expect(
            HttpStatusCode.Forbidden
        );
    }

    [Fact]
    public async Task Given_an_entry_of_an_unknown_revision_Then_it_is_set_aside_until_an_operator_relays_it()
    {
        await _host.Earn("ming", 3_000);
        await Api.RunJob("LedgerRelay");
        var accrual = (await Api.Ledger("ming", AllianceHost.Alliance))[0];
        var entry = await _host.Read("ming", accrual["entryId"]!.GetValue<string>());
        (entry["id"], entry["revision"]) = ("e-other", 77);
        await _host.Put(CosmosContainers.Wallets, "ming", entry.ToJsonString());
        await _host.Earn("mei", 500);

        await Api.RunJob("LedgerRelay");

        var setAside = Assert.Single(await _host.ListSetAside())!;
        Assert.Equal("convenience-alliance has no revision 77", (string)setAside["why"]!);
        Assert.Equal(3_500, await _host.PointsIssued());

        // The operator can relay the entry once it is repaired.
        var relay = "/api/ledger/poison/ming/e-other/relay";
        Assert.Equal(
            "still-poison",
            (await Api.Send(HttpMethod.Post, relay, await Api.OperatorToken()))
                .Expect(HttpStatusCode.Conflict)
                .Text("code")
        );
        entry["revision"] = 1;
        await _host.Put(CosmosContainers.Wallets, "ming", entry.ToJsonString());
        (await Api.Send(HttpMethod.Post, relay, await Api.OperatorToken())).Expect(HttpStatusCode.NoContent);
        await Api.RunJob("LedgerRelay");
        Assert.Empty(await _host.ListSetAside());
        Assert.Equal(6_500, await _host.PointsIssued());
    }

    [Fact]
    public async Task Given_a_store_that_fails_for_a_while_Then_entries_are_relayed_later_and_none_is_lost()
    {
        _host.Faults.InjectRandomly(
            0.3,
            5,
            InjectedFault.Unavailable,
            (container, _) => container == CosmosContainers.Settlement
        );
        _host.Faults.InjectRandomly(
            0.3,
            6,
            InjectedFault.AnswerLost,
            (container, kind) => container == CosmosContainers.Settlement && kind == RequestKind.Batch
        );
        for (var i = 0; i < 20; i++)
            await _host.Earn($"m-{i % 4}", 100);
        _host.Faults.Clear();

        await Api.RunJob("LedgerRelay");

        var statement = await Api.Statement("corner-store", AllianceHost.March);
        Assert.Equal((2_000, 20), (AllianceHost.PointsIssued(statement), statement.Number("lineCount")));
    }

    [Fact]
    public async Task The_heads_of_ledgers_are_anchored_in_read_only_files()
    {
        await _host.Earn("ming", 3_000);
        await Api.RunJob("LedgerRelay");

        var files = Directory.GetFiles(Path.Combine(_host.DataFolder, "archive", "anchors", "2027-03-10"));
        var head = (await Api.Ledger("ming", AllianceHost.Alliance))[^1]["hash"]!.GetValue<string>();
        Assert.Contains(
            files,
            file => LedgerAnchor.FromJson(File.ReadAllBytes(file)).Heads.Any(anchored => anchored.Hash == head)
        );
        Assert.All(files, file => Assert.True(File.GetAttributes(file).HasFlag(FileAttributes.ReadOnly)));
    }

    [Theory]
    [InlineData("no JSON")]
    [InlineData(
        """
            {"flowId":"f","kind":"Consumed","memberId":"m","programmeId":"p","entryId":"e","issuer":"x~z",
             "points":1,"fenPer100":100,"feeRate":0.02,"when":"Consumed","at":"2027-03-10T04:00:00Z"}
            """
    )]
    [InlineData(
        """
            {"flowId":"f","kind":"Consumed","memberId":"m","programmeId":"p","entryId":"e","issuer":"x","other":"y",
             "points":1,"fenPer100":100,"feeRate":0.0212345,"when":"Consumed","at":"2027-03-10T04:00:00Z"}
            """
    )]
    [InlineData(
        """
            {"flowId":"f","kind":"Expired","memberId":"m","programmeId":"p","entryId":"e","issuer":"x","other":"y",
             "points":1,"fenPer100":100,"feeRate":0.02,"when":"Consumed","at":"2027-03-10T04:00:00Z"}
            """
    )]
    public async Task Given_an_invalid_settlement_message_Then_it_is_a_dead_letter_and_others_are_booked(string body)
    {
        using var http = new HttpClient { BaseAddress = _host.Address };
        (
            await http.PostAsync(
                "/local/queues/settlement",
                new ByteArrayContent(Encoding.UTF8.GetBytes(body)),
                TestContext.Current.CancellationToken
            )
        ).EnsureSuccessStatusCode();
        await _host.Earn("ming", 3_000);

        await Api.RunJob("SettlementLines");

        var letter = Assert.Single(
            (await Api.Send(HttpMethod.Get, "/local/queues/settlement/deadletters", null)).Body["items"]!.AsArray()
        )!;
        Assert.Equal("invalid-message", (string)letter["reason"]!);
        Assert.Equal(3_000, await _host.PointsIssued());
    }
}
