using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Azure.Cosmos;
using Points.Cosmos;
using static Points.Tests.Api;

namespace Points.Local.Tests.Acceptance;

/// <summary>
/// A dispute and a reversal of the same redemption: in whatever order they come, nobody is paid for what was returned,
/// and nobody pays it back twice.
/// </summary>
public sealed class DisputedRedemptionTests : IAsyncLifetime
{
    private const string Alliance = AllianceHost.Alliance,
        March = AllianceHost.March,
        April = "2027-04",
        May = "2027-05";
    private AllianceHost _host = null!;

    private Api Api => _host.Api;

    public async ValueTask InitializeAsync() => _host = await AllianceHost.Start();

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task Given_an_accepted_dispute_When_the_redemption_is_reversed_Then_the_reversal_settles_nothing()
    {
        var film = await RedeemFilms(1);
        await Close(March, "2027-04-02");
        Assert.Equal(3_000, await AcceptDispute(March, "consumed"));
        await Close(April, "2027-05-02");

        (await Api.Reverse("ming", film, by: "member")).Expect(HttpStatusCode.OK);
        await Close(May, "2027-06-02");

        Assert.Equal((3_000, -2_940), await Nets(April));
        Assert.Equal((0, 0), await Nets(May));
        Assert.Equal(3_000, (await Api.Wallet("ming", Alliance)).Available);
        await ReconcileWithoutDifferences(March, April, May);
    }

    [Fact]
    public async Task Given_a_partial_reversal_When_a_dispute_is_accepted_Then_it_takes_back_the_rest()
    {
        var films = await RedeemFilms(3);
        (await Api.Reverse("ming", films, by: "merchant", quantity: 1)).Expect(HttpStatusCode.OK);
        await Close(March, "2027-04-02");

        Assert.Equal(6_000, await AcceptDispute(March, "consumed"));
        (await Api.Reverse("ming", films, by: "member", quantity: 1)).Expect(HttpStatusCode.OK);
        await Close(April, "2027-05-02");

        Assert.Equal((-6_000, 5_880), await Nets(March));
        Assert.Equal((6_000, -5_880), await Nets(April));
        await ReconcileWithoutDifferences(March, April);
    }

    [Fact]
    public async Task Given_a_whole_reversal_When_a_dispute_of_the_redemption_is_accepted_Then_nothing_is_left()
    {
        var film = await RedeemFilms(1);
        await Close(March, "2027-04-02");
        (await Api.Reverse("ming", film, by: "member")).Expect(HttpStatusCode.OK);

        Assert.Equal(0, await AcceptDispute(March, "consumed"));
        await Close(April, "2027-05-02");

        Assert.Equal((3_000, -2_940), await Nets(April));
        await ReconcileWithoutDifferences(March, April);
    }

    [Fact]
    public async Task Given_a_disputed_reversal_Then_a_dispute_of_the_redemption_takes_back_what_it_restored()
    {
        var film = await RedeemFilms(1);
        (await Api.Reverse("ming", film, by: "member")).Expect(HttpStatusCode.OK);
        await Close(March, "2027-04-02");

        Assert.Equal(3_000, await AcceptDispute(March, "reversed"));
        Assert.Equal(3_000, await AcceptDispute(March, "consumed"));
        await Close(April, "2027-05-02");

        Assert.Equal((0, 0), await Nets(March));
        Assert.Equal((0, 0), await Nets(April));
        await ReconcileWithoutDifferences(March, April);
    }

    [Fact]
    public async Task Given_a_disputed_redemption_Then_a_dispute_of_its_reversal_restores_nothing()
    {
        var film = await RedeemFilms(1);
        (await Api.Reverse("ming", film, by: "member")).Expect(HttpStatusCode.OK);
        await Close(March, "2027-04-02");

        Assert.Equal(0, await AcceptDispute(March, "consumed"));
        Assert.Equal(0, await AcceptDispute(March, "reversed"));
        await Close(April, "2027-05-02");

        Assert.Equal((0, 0), await Nets(April));
        await ReconcileWithoutDifferences(March, April);
    }

    [Fact]
    public async Task A_reconciliation_names_a_redemption_that_was_taken_back_by_a_dispute_and_by_a_reversal()
    {
        var film = await RedeemFilms(1);
        (await Api.Reverse("ming", film, by: "member")).Expect(HttpStatusCode.OK);
        await Close(March, "2027-04-02");
        var (line, disputeId) = await RaiseDispute(March, "consumed");
        // A correction from before it was kept what a correction takes back: it takes back all.
        await _host.Put(
            CosmosContainers.Settlement,
            "corner-store~disputes",
            new JsonObject
            {
                ["id"] = $"correction:{await FlowIdOf(line)}",
                ["type"] = "correction",
                ["account"] = "corner-store~disputes",
                ["disputeId"] = disputeId,
                ["answeredAt"] = _host.Now.ToString("O"),
            }.ToJsonString()
        );

        Assert.Equal(3_000, await Accept(disputeId));
        await Close(April, "2027-05-02");

        Assert.Equal((3_000, -2_940), await Nets(April));
        await Reconcile(March);
        Assert.Equal([("redemption", film, "cinema")], await Reconcile(April));
    }

    [Fact]
    public async Task A_reconciliation_names_a_reversal_that_was_settled_after_a_dispute()
    {
        var film = await RedeemFilms(1);
        await Close(March, "2027-04-02");
        var (line, disputeId) = await RaiseDispute(March, "consumed");
        await Accept(disputeId);
        await Close(April, "2027-05-02");
        // As if the dispute had never been: the reversal is settled in full.
        var claim = await TakeAway($"correction:{await FlowIdOf(line)}");
        (await Api.Reverse("ming", film, by: "member")).Expect(HttpStatusCode.OK);
        await Close(May, "2027-06-02");
        Assert.Equal((3_000, -2_940), await Nets(May));

        await _host.Put(CosmosContainers.Settlement, "corner-store~disputes", claim.ToJsonString());

        Assert.Contains(("redemption", film, "cinema"), await Reconcile(May));
    }

    /// <returns>The id of the redemption.</returns>
    private async Task<string> RedeemFilms(int quantity)
    {
        await _host.Earn("ming", 3_000 * quantity);
        return (await Api.RedeemAt("cinema", "ming", RedemptionBody(Alliance, "movie-ticket", quantity: quantity)))
            .Expect(HttpStatusCode.Created)
            .Text("redemptionId");
    }

    private async Task Close(string period, string on)
    {
        await Api.RunJob("LedgerRelay");
        await Api.SetClock($"{on}T00:00:00+08:00");
        (await Api.ClosePeriod(period)).Expect(HttpStatusCode.OK);
    }

    /// <summary>The corner store disputes its line of a kind, and the operator accepts.</summary>
    /// <returns>The points that the correction takes back.</returns>
    private async Task<long> AcceptDispute(string period, string kind) =>
        await Accept((await RaiseDispute(period, kind)).DisputeId);

    private async Task<(string Line, string DisputeId)> RaiseDispute(string period, string kind)
    {
        await Api.RunJob("LedgerRelay");
        var line = (await Api.StatementLines("corner-store", period)).Single(it => it["kind"] == kind)["lineId"];
        var dispute = await Api.Send(
            HttpMethod.Post,
            $"/api/partners/corner-store/statements/{period}/disputes",
            await Api.MerchantToken("corner-store"),
            new JsonObject { ["lineId"] = line, ["reason"] = "nobody kept that film" }
        );
        return (line, dispute.Expect(HttpStatusCode.Created).Text("disputeId"));
    }

    private async Task<long> Accept(string disputeId) =>
        (long)
            (
                await Api.Approve(
                    await Api.Send(
                        HttpMethod.Post,
                        $"/api/partners/corner-store/disputes/{disputeId}/answer",
                        await Api.OperatorToken(),
                        new JsonObject { ["decision"] = "accepted", ["note"] = "looked into" }
                    )
                )
            )["pointsCorrected"]!;

    /// <summary>
    /// What the corner store and the cinema receive; 0 without a statement, except for issued points.
    /// </summary>
    private async Task<(long CornerStore, long Cinema)> Nets(string period)
    {
        var nets = new List<long>();
        foreach (var merchantId in (string[])["corner-store", "cinema"])
        {
            var statement = await Api.Statement(merchantId, period);
            nets.Add(statement.Status == HttpStatusCode.NotFound ? 0 : statement.Number("netFen"));
        }
        return (nets[0], nets[1]);
    }

    private async Task ReconcileWithoutDifferences(params string[] periods)
    {
        foreach (var period in periods)
            Assert.Empty(await Reconcile(period));
    }

    private async Task<(string Kind, string Line, string? MerchantId)[]> Reconcile(string period)
    {
        var report = await Api.Reconcile(period);
        Assert.Equal("done", report.Text("status"));
        return
        [
            .. report.Body["differences"]!
                .AsArray()
                .Select(it => ((string)it!["kind"]!, (string)it["line"]!, (string?)it["merchantId"])),
        ];
    }

    /// <summary>Reads the flow of a line from the account of 10 March.</summary>
    private async Task<string> FlowIdOf(string lineId) =>
        (string)
            (await _host.Read(CosmosContainers.Settlement, $"corner-store~{March}~{Alliance}~2.0", lineId))["flow"]![
                "flowId"
            ]!;

    /// <returns>The document, which is deleted.</returns>
    private async Task<JsonObject> TakeAway(string id)
    {
        const string partition = "corner-store~disputes";
        var document = await _host.Read(CosmosContainers.Settlement, partition, id);
        await _host
            .Client.GetContainer(CosmosContainers.Database, CosmosContainers.Settlement)
            .DeleteItemAsync<JsonElement>(id, new(partition));
        return document;
    }
}
