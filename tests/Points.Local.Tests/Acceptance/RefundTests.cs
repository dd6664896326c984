using System.Net;
using System.Text.Json.Nodes;
using static Points.Local.Tests.Api;

namespace Points.Local.Tests.Acceptance;

/// <summary>Goods come back: what they earned is taken back to the point, and what points had paid for them returns.</summary>
public sealed class RefundTests(AcceptanceHost host)
{
    private readonly Api _api = host.Api;

    [Fact]
    public async Task Partial_refunds_take_back_exactly_what_was_earned_in_the_end()
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
    public async Task Each_line_gives_back_what_it_earned()
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
    public async Task What_is_spent_is_taken_from_other_points_and_then_owed_and_the_next_earning_pays_it_back()
    {
        var memberId = await _api.EnrolNewMember("fast-food");
        var orderId = await _api.EarnPoints(memberId, "fast-food", 300);
        await _api.Redeem(memberId, RedemptionBody("fast-food", "meal"));

        var refund = (await _api.Refund(memberId, "fast-food", orderId, "r", 30_000)).Expect(HttpStatusCode.Created);
        var owing = await _api.Wallet(memberId, "fast-food");
        var earned = (await _api.Accrue(memberId, PurchaseBody("fast-food", 25_000))).Expect(HttpStatusCode.Created);

        Assert.Equal(
            (300, 200, 0, 200),
            (refund.Number("points"), refund.Number("owedPoints"), owing.Available, owing.Number("debt"))
        );
        Assert.Equal((50, 50), (earned.Number("points"), earned.Available));
        Assert.Contains(
            earned.Body["explanation"]!.AsArray(),
            line => line!["rule"]!.GetValue<string>() == "debt" && line["points"]!.GetValue<long>() == -200
        );
        Assert.Equal(0, (await _api.Wallet(memberId, "fast-food")).Number("debt"));
    }

    [Fact]
    public async Task What_expired_unused_is_not_taken_from_other_points()
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
    public async Task Points_that_paid_for_the_order_come_back_once()
    {
        var memberId = await _api.EnrolNewMember("supermarket");
        await _api.EarnPoints(memberId, "supermarket", 1_000);
        var voucher = await _api.Redeem(memberId, RedemptionBody("supermarket", "voucher", 1_000));
        await _api.UseVoucher(voucher.Code!, "supermarket", 10_000);
        var purchase = PurchaseBody("supermarket", 10_000, "o-1");
        (purchase["paidWithPointsFen"], purchase["redemptionIds"]) = (
            2_000,
            new JsonArray(voucher.Text("redemptionId"))
        );
        Assert.Equal(80, (await _api.Accrue(memberId, purchase)).Expect(HttpStatusCode.Created).Number("points"));

        var part = (await _api.Refund(memberId, "supermarket", "o-1", "r-1", 4_000)).Expect(HttpStatusCode.Created);
        var whole = (await _api.Refund(memberId, "supermarket", "o-1", "r-2", 6_000)).Expect(HttpStatusCode.Created);

        Assert.Equal((32, 0), (part.Number("points"), part.Number("returnedPoints")));
        Assert.Equal((48, 1_000, 1_000), (whole.Number("points"), whole.Number("returnedPoints"), whole.Available));
        (await _api.Reverse(memberId, voucher.Text("redemptionId"), "member")).ExpectProblem(
            HttpStatusCode.Conflict,
            "already-settled"
        );
        Assert.Equal(1_000, (await _api.Wallet(memberId, "supermarket")).Available);
    }

    [Fact]
    public async Task What_comes_back_after_its_last_day_pays_for_nothing()
    {
        await using var own = await RunningHost.Start();
        var api = own.Api;
        var memberId = await api.EnrolNewMember("fast-food");
        await api.SetClock("2027-01-10T12:00:00+08:00");
        await api.EarnPoints(memberId, "fast-food", 200, DateTimeOffset.Parse("2027-01-10T12:00:00+08:00", null));
        var meal = (await api.Redeem(memberId, RedemptionBody("fast-food", "meal"))).Text("redemptionId");
        await api.SetClock("2029-02-10T12:00:00+08:00");
        var purchase = PurchaseBody("fast-food", 20_000, "o", DateTimeOffset.Parse("2029-02-10T12:00:00+08:00", null));
        purchase["redemptionIds"] = new JsonArray(meal);
        await api.Accrue(memberId, purchase);
        await api.Redeem(memberId, RedemptionBody("fast-food", "meal"));

        var refund = (await api.Refund(memberId, "fast-food", "o", "r", 20_000)).Expect(HttpStatusCode.Created);

        Assert.Equal(
            (200, 200, 200, 0),
            (refund.Number("points"), refund.Number("owedPoints"), refund.Number("returnedPoints"), refund.Available)
        );
    }

    [Fact]
    public async Task A_hold_that_an_order_names_ends_with_its_refund()
    {
        var memberId = await _api.EnrolNewMember("hotel");
        await _api.EarnPoints(memberId, "hotel", 600);
        var held = (
            await _api.Redeem(
                memberId,
                RedemptionBody(
                    "hotel",
                    "late-checkout",
                    holdUntil: TimeProvider.System.GetUtcNow().AddDays(1).ToString("O")
                )
            )
        ).Text("redemptionId");
        var purchase = PurchaseBody("hotel", 10_000, "o");
        purchase["redemptionIds"] = new JsonArray(held);
        await _api.Accrue(memberId, purchase);

        Assert.Equal(
            (600, 600),
            (
                (await _api.Refund(memberId, "hotel", "o", "r", 10_000))
                    .Expect(HttpStatusCode.Created)
                    .Number("returnedPoints"),
                (await _api.Wallet(memberId, "hotel")).Available
            )
        );
        (await _api.ChangeRedemption(memberId, held, "confirm", await _api.OperatorToken())).ExpectProblem(
            HttpStatusCode.Conflict,
            "already-settled"
        );
    }

    [Theory]
    [InlineData(".")]
    [InlineData("..")]
    [InlineData("a/b")]
    [InlineData("e-123")]
    public async Task What_is_no_redemption_cannot_be_named_by_an_order(string id)
    {
        var purchase = PurchaseBody("fast-food", 100);
        purchase["redemptionIds"] = new JsonArray(id);

        (await _api.Accrue(await _api.EnrolNewMember("fast-food"), purchase)).ExpectProblem(
            HttpStatusCode.BadRequest,
            "invalid-request",
            "redemptionIds[0]"
        );
    }

    [Fact]
    public async Task Refunding_what_points_paid_for_takes_no_other_visit()
    {
        var memberId = await _api.EnrolNewMember("mall-tiers");
        for (var visit = 0; visit < 5; visit++)
            await _api.Accrue(memberId, PurchaseBody("mall-tiers", 100_000));
        var free = PurchaseBody("mall-tiers", 5_000, "free");
        free["paidWithPointsFen"] = 5_000;
        await _api.Accrue(memberId, free);
        await _api.Refund(memberId, "mall-tiers", "free", "r", 5_000);

        await _api.Accrue(memberId, PurchaseBody("mall-tiers", 100_000));

        Assert.Equal("gold", (await _api.Wallet(memberId, "mall-tiers")).Text("tier"));
    }

    [Fact]
    public async Task An_order_cannot_return_what_another_merchant_honoured()
    {
        var memberId = await _api.EnrolNewMember("convenience-alliance");
        await _api.EarnPoints(memberId, "convenience-alliance", 3_000);
        var film = await _api.Redeem(memberId, RedemptionBody("convenience-alliance", "movie-ticket"));
        var purchase = PurchaseBody("convenience-alliance", 10_000, "o-1");
        purchase["redemptionIds"] = new JsonArray(film.Text("redemptionId"));
        await _api.Accrue(memberId, purchase);

        Assert.Equal(
            0,
            (await _api.Refund(memberId, "convenience-alliance", "o-1", "r", 10_000))
                .Expect(HttpStatusCode.Created)
                .Number("returnedPoints")
        );
    }

    [Fact]
    public async Task The_budget_gets_its_share_back()
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
    public async Task A_merchant_refunds_its_own_orders_only_and_says_what_is_wrong()
    {
        var memberId = await _api.EnrolNewMember("fast-food");
        var body = new JsonObject
        {
            ["programmeId"] = "fast-food",
            ["merchantId"] = "fast-food",
            ["orderId"] = "o",
            ["refundId"] = "r",
        };

        (await Post(memberId, "fast-food", body)).ExpectProblem(HttpStatusCode.BadRequest, "invalid-request", "lines");
        body["amountFen"] = 100;
        (await Post(memberId, "supermarket", body)).ExpectProblem(HttpStatusCode.Forbidden, "forbidden");
        body["programmeId"] = "dragon";
        (await Post(memberId, "fast-food", body)).ExpectProblem(HttpStatusCode.NotFound, "not-found");
        body["programmeId"] = "supermarket";
        (await Post(memberId, "fast-food", body)).ExpectProblem(HttpStatusCode.Conflict, "member-not-enrolled");
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
