using System.Net;
using System.Text.Json.Nodes;
using static Points.Tests.Api;

namespace Points.Local.Tests.Acceptance;

/// <summary>
/// A refund takes back exactly the points that the goods earned, and returns the points that paid for them.
/// </summary>
public sealed class RefundTests(AcceptanceHost host)
{
    private readonly Api _api = host.Api;

    [Fact]
    public async Task A_cap_is_not_used_up_by_an_order_that_was_returned()
    {
        var programmeId = "capped-food";
        await _api.PublishCopy(
            "fast-food",
            programmeId,
            document =>
                document["earning"]!["caps"] = new JsonArray(
                    new JsonObject
                    {
                        ["id"] = "daily",
                        ["points"] = 300,
                        ["per"] = "day",
                    }
                )
        );
        var memberId = await _api.EnrolNewMember(programmeId);
        var returned = PurchaseOf(40_000);
        Assert.Equal(300, (await _api.Accrue(memberId, returned)).Expect(HttpStatusCode.Created).Number("points"));
        await _api.Refund(memberId, programmeId, (string)returned["orderId"]!, "r", 40_000, "fast-food");

        var kept = (await _api.Accrue(memberId, PurchaseOf(20_000))).Expect(HttpStatusCode.Created);

        Assert.Equal((200, 200), (kept.Number("points"), kept.Available));

        JsonObject PurchaseOf(long fen)
        {
            var purchase = PurchaseBody(programmeId, fen);
            purchase["merchantId"] = "fast-food";
            return purchase;
        }
    }

    [Fact]
    public async Task Partial_refunds_take_back_exactly_what_was_earned_in_total()
    {
        var memberId = await _api.EnrolNewMember("fast-food");
        var orderId = await _api.EarnPoints(memberId, "fast-food", 100);

        var parts = new List<long>();
        foreach (var (refundId, fen) in new[] { ("a", 3_333), ("b", 3_333), ("c", 3_334) })
            parts.Add(
                (await _api.Refund(memberId, "fast-food", orderId, refundId, fen))
                    .Expect(HttpStatusCode.Created)
                    .Number("points")
            );

        Assert.Equal([33, 33, 34], parts);
        Assert.Equal(0, (await _api.Wallet(memberId, "fast-food")).Available);
        (await _api.Refund(memberId, "fast-food", orderId, "d", 1)).ExpectProblem(
            HttpStatusCode.Conflict,
            "refund-exceeds-order"
        );
    }

    [Fact]
    public async Task A_refund_counts_once_whatever_the_key()
    {
        var memberId = await _api.EnrolNewMember("fast-food");
        var orderId = await _api.EarnPoints(memberId, "fast-food", 100);

        var (first, again) = (
            await _api.Refund(memberId, "fast-food", orderId, "r", 5_000, key: "k"),
            await _api.Refund(memberId, "fast-food", orderId, "r", 5_000, key: "k")
        );
        var other = await _api.Refund(memberId, "fast-food", orderId, "r", 5_000);

        Assert.Equal(first.Expect(HttpStatusCode.Created) with { Replayed = true }, again);
        Assert.Equal(
            first.Text("entryId"),
            other.ExpectProblem(HttpStatusCode.Conflict, "refund-already-counted").Text("entryId")
        );
        Assert.Equal(50, (await _api.Wallet(memberId, "fast-food")).Available);
    }

    [Fact]
    public async Task A_refunded_line_takes_back_what_it_earned()
    {
        var memberId = await _api.EnrolNewMember("green");
        var purchase = PurchaseBody("green", 1, "o-1");
        purchase["lines"] = new JsonArray(
            new JsonObject
            {
                ["sku"] = "lamp",
                ["category"] = "home",
                ["amountFen"] = 10_000,
                ["tags"] = new JsonArray("energy-saving"),
            },
            new JsonObject
            {
                ["sku"] = "rice",
                ["category"] = "food",
                ["amountFen"] = 10_000,
                ["tags"] = new JsonArray("green-zone"),
            },
            new JsonObject
            {
                ["sku"] = "pen",
                ["category"] = "office",
                ["amountFen"] = 10_000,
            }
        );
        Assert.Equal(
            150 + 200 + 100,
            (await _api.Accrue(memberId, purchase)).Expect(HttpStatusCode.Created).Number("points")
        );

        Assert.Equal(200, (await RefundLine(memberId, "rice", 10_000)).Number("points"));
        Assert.Equal(75, (await RefundLine(memberId, "lamp", 5_000)).Number("points"));
        (await RefundLine(memberId, "lamp", 5_001)).ExpectProblem(HttpStatusCode.Conflict, "refund-exceeds-order");
        (await RefundLine(memberId, "book", 1)).ExpectProblem(HttpStatusCode.Conflict, "refund-exceeds-order");
        Assert.Equal(175, (await _api.Wallet(memberId, "green")).Available);
    }

    [Fact]
    public async Task Spent_points_are_taken_from_other_lots_then_owed_and_repaid_by_the_next_earning()
    {
        var memberId = await _api.EnrolNewMember("fast-food");
        var orderId = await _api.EarnPoints(memberId, "fast-food", 300);
        await _api.Redeem(memberId, RedemptionBody("fast-food", "meal"));

        var refund = (await _api.Refund(memberId, "fast-food", orderId, "r", 30_000)).Expect(HttpStatusCode.Created);
        var owing = await _api.Wallet(memberId, "fast-food");
        var earned = (await _api.Accrue(memberId, PurchaseBody("fast-food", 25_000))).Expect(HttpStatusCode.Created);

        Assert.Equal(
            (300, 200, 0, 200),
            (refund.Number("points"), refund.Number("owedPoints"), owing.Available, owing.Debt)
        );
        Assert.Equal((50, 50), (earned.Number("points"), earned.Available));
        Assert.Contains(
            earned.Body["explanation"]!.AsArray(),
            line => line!["rule"]!.GetValue<string>() == "debt" && line["points"]!.GetValue<long>() == -200
        );
        Assert.Equal(0, (await _api.Wallet(memberId, "fast-food")).Debt);
    }

    [Fact]
    public async Task Points_that_expired_unused_are_not_taken_from_other_lots()
    {
        await using var own = await RunningHost.Start();
        var api = own.Api;
        var memberId = await api.EnrolNewMember("fast-food");
        await api.SetClock("2027-01-10T12:00:00+08:00");
        var (spent, unused) = (
            await api.EarnPoints(memberId, "fast-food", 200, At("2027-01-10")),
            await api.EarnPoints(memberId, "fast-food", 100, At("2027-01-10"))
        );
        await api.Redeem(memberId, RedemptionBody("fast-food", "meal"));
        await api.SetClock("2029-02-01T12:00:00+08:00");
        await api.EarnPoints(memberId, "fast-food", 1_000, At("2029-02-01"));

        var first = (await api.Refund(memberId, "fast-food", unused, "r-1", 10_000)).Expect(HttpStatusCode.Created);
        var second = (await api.Refund(memberId, "fast-food", spent, "r-2", 20_000)).Expect(HttpStatusCode.Created);

        Assert.Equal((100, 1_000), (first.Number("points"), first.Available));
        Assert.Equal((200, 800), (second.Number("points"), second.Available));

        static DateTimeOffset At(string day) => DateTimeOffset.Parse($"{day}T12:00:00+08:00", null);
    }

    [Fact]
    public async Task A_refund_returns_points_to_the_budget()
    {
        await using var own = await RunningHost.Start();
        var memberId = await own.Api.EnrolNewMember("fast-food");
        var orderId = await own.Api.EarnPoints(memberId, "fast-food", 1_000);
        Assert.Equal(1_000, await Issued(own.Api));

        await own.Api.Refund(memberId, "fast-food", orderId, "r-1", 40_000);
        Assert.Equal(600, await Issued(own.Api));
        await own.Api.Refund(memberId, "fast-food", "o-2", "r-2", 10_000);
        await own.Api.Accrue(memberId, PurchaseBody("fast-food", 30_000, "o-2"));
        Assert.Equal(800, await Issued(own.Api));
    }

    [Fact]
    public async Task Given_a_foreign_merchant_or_an_invalid_body_When_refunding_Then_refused()
    {
        var memberId = await _api.EnrolNewMember("fast-food");
        var body = new JsonObject
        {
            ["programmeId"] = "fast-food",
            ["merchantId"] = "fast-food",
            ["orderId"] = Guid.NewGuid().ToString(),
            ["refundId"] = "r",
        };

        (await Post(memberId, "fast-food", body)).ExpectProblem(HttpStatusCode.BadRequest, "invalid-request", "lines");
        body["amountFen"] = 100;
        (await Post(memberId, "supermarket", body)).ExpectProblem(HttpStatusCode.Forbidden, "forbidden");
        body["programmeId"] = "dragon";
        (await Post(memberId, "fast-food", body)).ExpectProblem(HttpStatusCode.NotFound, "not-found");
        body["programmeId"] = "supermarket";
        (await Post(memberId, "fast-food", body)).ExpectProblem(HttpStatusCode.Conflict, "merchant-not-in-programme");
    }

    private async Task<Reply> Post(string memberId, string merchantId, JsonObject body) =>
        await _api.Send(
            HttpMethod.Post,
            $"/api/members/{memberId}/refunds",
            await _api.MerchantToken(merchantId),
            body,
            Guid.NewGuid().ToString()
        );

    private async Task<Reply> RefundLine(string memberId, string sku, long fen) =>
        await Post(
            memberId,
            "green",
            new()
            {
                ["programmeId"] = "green",
                ["merchantId"] = "green",
                ["orderId"] = "o-1",
                ["refundId"] = Guid.NewGuid().ToString(),
                ["lines"] = new JsonArray(
                    new JsonObject
                    {
                        ["sku"] = sku,
                        ["amountFen"] = fen,
                        ["category"] = "any",
                        ["quantity"] = 1,
                        ["tags"] = new JsonArray("green-zone"),
                        ["serviceOn"] = "2027-01-01",
                    }
                ),
            }
        );

    private static async Task<long> Issued(Api api) =>
        (await api.Send(HttpMethod.Get, "/api/programmes/fast-food/budget", await api.OperatorToken())).Number(
            "issued"
        );
}
