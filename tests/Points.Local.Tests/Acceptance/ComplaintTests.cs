using System.Net;
using System.Text.Json.Nodes;
using static Points.Tests.Api;

namespace Points.Local.Tests.Acceptance;

/// <summary>Common complaints about loyalty systems, one test each: none of them happens here.</summary>
public sealed class ComplaintTests(AcceptanceHost host)
{
    private readonly Api _api = host.Api;

    [Fact]
    public async Task Replayed_orders_do_not_pay_twice()
    {
        var memberId = await _api.EnrolNewMember("fast-food");
        var purchase = PurchaseBody("fast-food", 10_000, "o");

        await Task.WhenAll(
            Enumerable.Range(0, 20).Select(i => _api.Accrue(memberId, purchase, i % 2 == 0 ? "same-key" : $"key-{i}"))
        );

        Assert.Equal(100, (await _api.Wallet(memberId, "fast-food")).Available);
        Assert.Single(await _api.Ledger(memberId, "fast-food"));
    }

    [Fact]
    public async Task Concurrent_redemptions_do_not_overspend()
    {
        var memberId = await MemberWithPoints(1_000);

        var replies = await Task.WhenAll(
            Enumerable
                .Range(0, 30)
                .Select(i =>
                    _api.Redeem(memberId, RedemptionBody("fast-food", "meal", holdUntil: i % 2 == 0 ? InADay : null))
                )
        );

        Assert.Equal(5, replies.Count(reply => reply.Status == HttpStatusCode.Created));
        Assert.Equal(0, (await _api.Wallet(memberId, "fast-food")).Available);
    }

    [Fact]
    public async Task A_member_who_spends_points_and_then_returns_the_goods_owes_them()
    {
        var memberId = await _api.EnrolNewMember("fast-food");
        var orderId = await _api.EarnPoints(memberId, "fast-food", 200);
        await _api.Redeem(memberId, RedemptionBody("fast-food", "meal"));
        await _api.Refund(memberId, "fast-food", orderId, "r", 20_000);
        await _api.Accrue(memberId, PurchaseBody("fast-food", 30_000));

        var wallet = await _api.Wallet(memberId, "fast-food");
        Assert.Equal((100, 0), (wallet.Available, wallet.Debt));
    }

    [Fact]
    public async Task A_member_who_returns_the_goods_while_their_points_are_held_and_then_cancels_keeps_nothing()
    {
        var memberId = await _api.EnrolNewMember("hotel");
        var orderId = await _api.EarnPoints(memberId, "hotel", 8_000);
        var id = (await _api.Redeem(memberId, RedemptionBody("hotel", "free-night", holdUntil: InADay))).Text(
            "redemptionId"
        );
        Assert.Equal(8_000, (await _api.Refund(memberId, "hotel", orderId, "r", 800_000)).Number("owedPoints"));

        var cancelled = (await _api.ChangeRedemption(memberId, id, "cancel", await _api.MemberToken(memberId))).Expect(
            HttpStatusCode.OK
        );

        Assert.Equal(
            (8_000, 0, 0),
            (cancelled.Number("points"), cancelled.Available, cancelled.Body["wallet"]!["debt"]!.GetValue<long>())
        );
        (await _api.Redeem(memberId, RedemptionBody("hotel", "free-night"))).ExpectProblem(
            HttpStatusCode.Conflict,
            "not-enough-points"
        );
    }

    [Fact]
    public async Task A_refund_does_not_take_the_redeemed_points_a_second_time()
    {
        var memberId = await _api.EnrolNewMember("mall-tiers");
        await _api.EarnPoints(memberId, "mall-tiers", 1_000);
        var offset = await _api.RedeemAt(
            "mall-tiers",
            memberId,
            RedemptionBody("mall-tiers", "bill-offset", 500, billFen: 10_000)
        );
        var purchase = PurchaseBody("mall-tiers", 10_000, "o");
        (purchase["paidWithPointsFen"], purchase["redemptionIds"]) = (500, new JsonArray(offset.Text("redemptionId")));
        Assert.Equal(95, (await _api.Accrue(memberId, purchase)).Expect(HttpStatusCode.Created).Number("points"));

        await _api.Refund(memberId, "mall-tiers", "o", "r", 10_000);
        await _api.Reverse(memberId, offset.Text("redemptionId"), "merchant");

        Assert.Equal(1_000, (await _api.Wallet(memberId, "mall-tiers")).Available);
    }

    [Fact]
    public async Task A_tier_depends_on_spending_after_refunds_not_on_the_balance()
    {
        var (spender, refunder) = (await _api.EnrolNewMember("mall-tiers"), await _api.EnrolNewMember("mall-tiers"));
        for (var visit = 0; visit < 6; visit++)
            await _api.Accrue(spender, PurchaseBody("mall-tiers", 90_000));
        for (var visit = 0; visit < 5; visit++)
        {
            await _api.Accrue(refunder, PurchaseBody("mall-tiers", 200_000, $"o-{visit}"));
            await _api.Refund(refunder, "mall-tiers", $"o-{visit}", $"r-{visit}", 200_000);
        }
        for (var visit = 0; visit < 6; visit++)
            await _api.Accrue(refunder, PurchaseBody("mall-tiers", 10_000));

        await _api.Redeem(spender, RedemptionBody("mall-tiers", "daily-goods"));

        Assert.Equal(
            ("gold", "silver"),
            ((await _api.Wallet(spender, "mall-tiers")).Tier, (await _api.Wallet(refunder, "mall-tiers")).Tier)
        );
    }

    [Fact]
    public async Task A_hold_lowers_the_available_points_and_cannot_be_confirmed_after_cancelling()
    {
        var memberId = await MemberWithPoints(200);
        var id = (await _api.Redeem(memberId, RedemptionBody("fast-food", "meal", holdUntil: InADay))).Text(
            "redemptionId"
        );
        Assert.Equal(0, (await _api.Wallet(memberId, "fast-food")).Available);

        await _api.ChangeRedemption(memberId, id, "cancel", await _api.MemberToken(memberId));

        (await _api.Redeem(memberId, RedemptionBody("fast-food", "meal"))).Expect(HttpStatusCode.Created);
        (await _api.ChangeRedemption(memberId, id, "confirm", await _api.OperatorToken())).ExpectProblem(
            HttpStatusCode.Conflict,
            "already-settled"
        );
        Assert.Equal(0, (await _api.Wallet(memberId, "fast-food")).Available);
    }

    [Fact]
    public async Task Given_a_changed_price_When_retrying_a_redemption_Then_the_first_answer_is_replayed()
    {
        var memberId = await _api.EnrolNewMember("green");
        await _api.EarnPoints(memberId, "green", 1_000);
        var first = (await _api.Redeem(memberId, RedemptionBody("green", "eco-bag"), "k")).Expect(
            HttpStatusCode.Created
        );
        try
        {
            await SetPrice(300);
            Assert.Equal(300, (await _api.Redeem(memberId, RedemptionBody("green", "eco-bag"))).Number("points"));
            Assert.Equal(
                first with
                {
                    Replayed = true,
                },
                await _api.Redeem(memberId, RedemptionBody("green", "eco-bag"), "k")
            );
        }
        finally
        {
            await SetPrice(200);
        }
    }

    [Fact]
    public async Task Given_a_changed_price_When_reversing_a_redemption_Then_the_points_paid_are_returned()
    {
        var memberId = await _api.EnrolNewMember("green");
        await _api.EarnPoints(memberId, "green", 1_000);
        var id = (await _api.Redeem(memberId, RedemptionBody("green", "eco-bag"))).Text("redemptionId");
        try
        {
            await SetPrice(300);
            Assert.Equal(1_000, (await _api.Reverse(memberId, id, "merchant")).Expect(HttpStatusCode.OK).Available);
        }
        finally
        {
            await SetPrice(200);
        }
    }

    [Fact]
    public async Task A_monthly_limit_is_never_exceeded_by_concurrent_transfers()
    {
        await using var own = await RunningHost.Start();
        var (a, b) = (await own.Api.EnrolNewMember("green"), await own.Api.EnrolNewMember("green"));
        await own.Api.PutFamily("f", a, b);
        await own.Api.EarnPoints(a, "green", 20_000);

        var replies = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => own.Api.Transfer(a, b, "green", 1_000)));

        Assert.Equal(5, replies.Count(reply => reply.Status == HttpStatusCode.Created));
        Assert.Equal(5_000, (await own.Api.Wallet(b, "green")).Available);
    }

    private static string InADay => TimeProvider.System.GetUtcNow().AddDays(1).ToString("O");

    private Task<string> MemberWithPoints(long points) => _api.EnrolNewMemberWithPoints("fast-food", points);

    private async Task SetPrice(long points) =>
        (
            await _api.Send(
                HttpMethod.Put,
                "/api/programmes/green/rewards/eco-bag/price",
                await _api.OperatorToken(),
                new JsonObject { ["points"] = points }
            )
        ).Expect(HttpStatusCode.OK);
}
