using System.Net;
using System.Text.Json.Nodes;
using static Points.Tests.Api;

namespace Points.Local.Tests.Acceptance;

/// <summary>Refunds of orders that were paid with points: the redemptions are reversed with a full refund.</summary>
public sealed class RefundedRedemptionTests(AcceptanceHost host)
{
    private readonly Api _api = host.Api;

    [Fact]
    public async Task Points_that_paid_for_a_fully_refunded_order_return_once()
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
    public async Task Points_that_return_after_their_last_day_do_not_cover_a_refund()
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
    public async Task A_full_refund_ends_a_hold_that_the_order_names()
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
    public async Task Given_an_invalid_redemption_id_When_accruing_Then_refused(string id)
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
    public async Task Refunding_an_order_paid_with_points_removes_no_visit()
    {
        var memberId = await _api.EnrolNewMember("mall-tiers");
        for (var visit = 0; visit < 5; visit++)
            await _api.Accrue(memberId, PurchaseBody("mall-tiers", 100_000));
        var free = PurchaseBody("mall-tiers", 5_000, "free");
        free["paidWithPointsFen"] = 5_000;
        await _api.Accrue(memberId, free);
        await _api.Refund(memberId, "mall-tiers", "free", "r", 5_000);

        await _api.Accrue(memberId, PurchaseBody("mall-tiers", 100_000));

        Assert.Equal("gold", (await _api.Wallet(memberId, "mall-tiers")).Tier);
    }
}
