using System.Net;
using System.Text.Json.Nodes;
using static Points.Tests.Api;

namespace Points.Local.Tests.Acceptance;

/// <summary>Points that can be used only when the goods can no longer be returned.</summary>
public sealed class PendingPointsTests : IAsyncLifetime
{
    private const string Alliance = "careful-alliance";

    private RunningHost _host = null!;

    private Api Api => _host.Api;

    public async ValueTask InitializeAsync()
    {
        _host = await RunningHost.Start();
        await Api.SetClock("2027-03-10T12:00:00+08:00");
        await Api.PublishCopy(
            "convenience-alliance",
            Alliance,
            document =>
            {
                document["earning"]!["pendingDays"] = 14;
                document["family"] = new JsonObject { ["pointsPerMonth"] = 5_000 };
            }
        );
    }

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task When_goods_are_bought_and_returned_Then_nobody_can_spend_or_send_their_points_meanwhile()
    {
        var (buyer, relative) = (await Api.EnrolNewMember(Alliance), await Api.EnrolNewMember(Alliance));
        (await Api.PutFamily($"f-{Guid.NewGuid():N}", buyer, relative)).Expect(HttpStatusCode.OK);

        var bought = (await Buy(buyer, 300_000, "returned")).Expect(HttpStatusCode.Created);
        (await Api.Transfer(buyer, relative, Alliance, 3_000)).ExpectProblem(
            HttpStatusCode.Conflict,
            "not-enough-points"
        );
        (await Redeem(buyer)).ExpectProblem(HttpStatusCode.Conflict, "not-enough-points");
        var refund = (await Refund(buyer, "returned", 300_000)).Expect(HttpStatusCode.Created);

        Assert.Equal((3_000, "2027-03-24"), (bought.Number("points"), bought.Text("usableFrom")));
        Assert.Equal((3_000, 0), (refund.Number("points"), refund.Number("owedPoints")));
        await Api.SetClock("2027-03-25T12:00:00+08:00");
        var wallet = await Api.Wallet(buyer, Alliance);
        Assert.Equal(
            (0, 0, 0, 0),
            (wallet.Available, wallet.Pending, wallet.Debt, (await Api.Wallet(relative, Alliance)).Available)
        );
    }

    [Fact]
    public async Task The_wallet_shows_pending_points_with_their_day_and_they_are_usable_from_its_first_moment()
    {
        var memberId = await Api.EnrolNewMember(Alliance);
        await Buy(memberId, 300_000, "kept");

        var before = await Api.Wallet(memberId, Alliance);
        Assert.Equal((0, 3_000), (before.Available, before.Pending));
        var lot = Assert.Single(before.PendingLots);
        Assert.Equal(
            (3_000, new DateOnly(2027, 3, 24), new DateOnly(2029, 3, 31), "corner-store"),
            (lot.Points, lot.UsableFrom, lot.ExpiresOn, lot.IssuedBy)
        );

        await Api.SetClock("2027-03-23T23:59:50+08:00");
        (await Redeem(memberId)).ExpectProblem(HttpStatusCode.Conflict, "not-enough-points");
        await Api.SetClock("2027-03-24T00:00:00+08:00");

        var after = await Api.Wallet(memberId, Alliance);
        Assert.Equal((3_000, 0), (after.Available, after.Pending));
        (await Redeem(memberId)).Expect(HttpStatusCode.Created);
        Assert.Equal(
            ["accrual", "pending-release", "redemption"],
            (await Api.Ledger(memberId, Alliance)).Select(entry => (string)entry["kind"]!)
        );
    }

    [Fact]
    public async Task A_repeated_purchase_gets_its_first_answer_after_the_points_became_usable()
    {
        var memberId = await Api.EnrolNewMember(Alliance);
        var first = await Buy(memberId, 300_000, "repeated");

        await Api.SetClock("2027-03-24T00:00:00+08:00");
        await Api.RunJob("ExpirySweep");

        Assert.Equal(
            first.Expect(HttpStatusCode.Created) with
            {
                Replayed = true,
            },
            await Buy(memberId, 300_000, "repeated")
        );
    }

    [Fact]
    public async Task Points_count_for_settlement_in_the_period_in_which_they_become_usable()
    {
        var memberId = await Api.EnrolNewMember(Alliance);
        await Api.SetClock("2027-03-20T12:00:00+08:00");
        await Buy(memberId, 300_000, "kept");
        await Buy(memberId, 100_000, "returned");
        await Refund(memberId, "returned", 100_000);

        await Api.SetClock("2027-04-03T00:00:00+08:00");
        await Api.ClosePeriod("2027-03");
        await Api.RunJob("ExpirySweep");
        await Api.SetClock("2027-05-01T00:00:00+08:00");
        await Api.ClosePeriod("2027-04");

        (await Api.Statement("corner-store", "2027-03")).ExpectProblem(HttpStatusCode.NotFound, "not-found");
        var line = Assert.Single(await Api.StatementLines("corner-store", "2027-04"));
        Assert.Equal(("issued", "3000"), (line["kind"], line["points"]));
    }

    private Task<Reply> Buy(string memberId, long fen, string orderId)
    {
        var purchase = PurchaseBody(Alliance, fen, $"{orderId}-{memberId}", _host.Clock.GetUtcNow());
        purchase["merchantId"] = "corner-store";
        purchase["occurredAt"] = "2027-03-10T12:00:00+08:00";
        return Api.Accrue(memberId, purchase, key: orderId);
    }

    private Task<Reply> Refund(string memberId, string orderId, long fen) =>
        Api.Refund(memberId, Alliance, $"{orderId}-{memberId}", $"r-{orderId}", fen, "corner-store");

    private Task<Reply> Redeem(string memberId) => Api.Redeem(memberId, RedemptionBody(Alliance, "movie-ticket"));
}
