using System.Net;
using System.Text.Json.Nodes;
using static Points.Tests.Api;

namespace Points.Local.Tests.Acceptance.Programmes;

/// <summary>
/// Vouchers, coupons and points that pay bills in the sample programmes, on days outside all windows.
/// </summary>
public sealed class VoucherRedeemingTests(ProgrammesHost host) : IClassFixture<ProgrammesHost>
{
    private const string PurchasedAt = "2027-11-30T12:00:00+08:00";

    [Theory]
    [InlineData("supermarket", "voucher", 1_000, 2_000)]
    [InlineData("supermarket", "voucher", 1_200, 2_400)]
    [InlineData("fruit-shop", "voucher-50", null, 5_000)]
    [InlineData("clothing", "jeans-coupon", null, 5_000)]
    [InlineData("credit-city", "voucher", 500, 500)]
    [InlineData("green", "appliance-voucher", 2_000, 2_000)]
    public async Task A_voucher_pays_its_worth_once(string programmeId, string rewardId, int? points, long worthFen)
    {
        var memberId = await host.Member(programmeId);
        await host.Earned(memberId, programmeId, PurchasedAt, LineBody(200_000));

        var voucher = (await host.Api.Redeem(memberId, RedemptionBody(programmeId, rewardId, points))).Expect(
            HttpStatusCode.Created
        );
        var used = (await host.Api.UseVoucher(voucher.Code!, programmeId, billFen: 10_000)).Expect(HttpStatusCode.OK);

        Assert.Equal(worthFen, voucher.Number("worthFen"));
        Assert.Equal((worthFen, 10_000 - worthFen), (used.Number("paidFen"), used.Number("payFen")));
        (await host.Api.UseVoucher(voucher.Code!, programmeId, billFen: 10_000)).ExpectProblem(
            HttpStatusCode.Conflict,
            "already-settled"
        );
    }

    [Theory]
    [InlineData("supermarket", "voucher", 999)]
    [InlineData("credit-city", "voucher", 499)]
    [InlineData("green", "appliance-voucher", 1_999)]
    public async Task A_voucher_below_its_minimum_is_refused(string programmeId, string rewardId, long points)
    {
        var memberId = await host.Member(programmeId);
        await host.Earned(memberId, programmeId, PurchasedAt, LineBody(500_000));

        (await host.Api.Redeem(memberId, RedemptionBody(programmeId, rewardId, points))).ExpectProblem(
            HttpStatusCode.Conflict,
            "not-eligible"
        );
    }

    [Fact]
    public async Task Given_1000_yuan_spent_Then_a_senior_gets_a_ticket_of_150_yuan_and_others_one_of_10_yuan()
    {
        var (senior, other) = (
            await host.Member("railway-senior", birthDate: "1960-05-17"),
            await host.Member("railway-senior", birthDate: "1990-05-17")
        );
        await host.Earned(senior, "railway-senior", PurchasedAt, LineBody(100_000));
        await host.Earned(other, "railway-senior", PurchasedAt, LineBody(100_000));

        Assert.Equal(
            15_000,
            (await host.Api.Redeem(senior, RedemptionBody("railway-senior", "ticket", 15_000)))
                .Expect(HttpStatusCode.Created)
                .Number("worthFen")
        );
        Assert.Equal(
            1_000,
            (await host.Api.Redeem(other, RedemptionBody("railway-senior", "ticket", 1_000)))
                .Expect(HttpStatusCode.Created)
                .Number("worthFen")
        );
        (await host.Api.Redeem(other, RedemptionBody("railway-senior", "ticket", 1))).ExpectProblem(
            HttpStatusCode.Conflict,
            "not-enough-points"
        );
    }

    [Fact]
    public async Task A_restaurant_bill_of_200_yuan_with_a_coupon_costs_150_yuan_and_earns_150_points()
    {
        var memberId = await host.Member("western-restaurant");
        await host.Earned(memberId, "western-restaurant", PurchasedAt, LineBody(100_000));
        var coupon = (
            await host.Api.Redeem(memberId, RedemptionBody("western-restaurant", "coupon-50-off-200"))
        ).Expect(HttpStatusCode.Created);

        (await host.Api.UseVoucher(coupon.Code!, "western-restaurant", billFen: 19_999)).ExpectProblem(
            HttpStatusCode.Conflict,
            "not-eligible"
        );
        (await host.Api.UseVoucher(coupon.Code!, "western-restaurant")).ExpectProblem(
            HttpStatusCode.BadRequest,
            "invalid-request",
            "billFen"
        );
        Assert.Equal(
            15_000,
            (await host.Api.UseVoucher(coupon.Code!, "western-restaurant", billFen: 20_000))
                .Expect(HttpStatusCode.OK)
                .Number("payFen")
        );

        var purchase = PurchaseBody("western-restaurant", 20_000, at: DateTimeOffset.Parse(PurchasedAt, null));
        purchase["paidWithPointsFen"] = 5_000;
        Assert.Equal(150, (await host.Api.Accrue(memberId, purchase)).Expect(HttpStatusCode.Created).Number("points"));
    }

    [Fact]
    public async Task A_coupon_can_be_redeemed_directly_on_a_bill()
    {
        var memberId = await host.Member("car-4s");
        await host.Earned(memberId, "car-4s", PurchasedAt, LineBody(2_000_000));

        (
            await host.Api.RedeemAt(
                "car-4s",
                memberId,
                RedemptionBody("car-4s", "insurance-coupon-1000", billFen: 499_999)
            )
        ).ExpectProblem(HttpStatusCode.Conflict, "not-eligible");
        var redeemed = (
            await host.Api.RedeemAt(
                "car-4s",
                memberId,
                RedemptionBody("car-4s", "insurance-coupon-1000", billFen: 500_000)
            )
        ).Expect(HttpStatusCode.Created);

        Assert.Equal((20_000, 400_000), (redeemed.Number("points"), redeemed.Number("payFen")));
        Assert.Null(redeemed.Code);
    }

    [Fact]
    public async Task A_discount_is_applied_before_a_voucher_and_only_the_cash_earns()
    {
        var memberId = await host.Member("supermarket");
        await host.Earned(memberId, "supermarket", PurchasedAt, LineBody(600_000));
        var quote = (
            await host.Api.Send(
                HttpMethod.Post,
                $"/api/members/{memberId}/bills/quote",
                await host.Api.MemberToken(memberId),
                new JsonObject
                {
                    ["programmeId"] = "supermarket",
                    ["merchantId"] = "supermarket",
                    ["lines"] = new JsonArray(LineBody(10_000, "fresh")),
                }
            )
        ).Expect(HttpStatusCode.OK);
        var voucher = await host.Api.Redeem(memberId, RedemptionBody("supermarket", "voucher", 1_000));

        var used = (await host.Api.UseVoucher(voucher.Code!, "supermarket", quote.Number("payFen"))).Expect(
            HttpStatusCode.OK
        );

        Assert.Equal((9_000, 7_000), (quote.Number("payFen"), used.Number("payFen")));
        var purchase = PurchaseBody("supermarket", 9_000, at: DateTimeOffset.Parse(PurchasedAt, null));
        purchase["paidWithPointsFen"] = 2_000;
        purchase["redemptionIds"] = new JsonArray(voucher.Text("redemptionId"));
        Assert.Equal(70, (await host.Api.Accrue(memberId, purchase)).Expect(HttpStatusCode.Created).Number("points"));
    }

    [Fact]
    public async Task At_the_mall_points_pay_all_or_part_of_a_bill_up_to_50_yuan()
    {
        var memberId = await host.Member("mall-tiers");
        await host.Earned(memberId, "mall-tiers", PurchasedAt, LineBody(2_000_000));

        Assert.Equal(
            15_000,
            (
                await host.Api.RedeemAt(
                    "mall-tiers",
                    memberId,
                    RedemptionBody("mall-tiers", "bill-offset", 5_000, billFen: 20_000)
                )
            )
                .Expect(HttpStatusCode.Created)
                .Number("payFen")
        );
        Assert.Equal(
            0,
            (
                await host.Api.RedeemAt(
                    "mall-tiers",
                    memberId,
                    RedemptionBody("mall-tiers", "bill-offset", 500, billFen: 500)
                )
            )
                .Expect(HttpStatusCode.Created)
                .Number("payFen")
        );
        (
            await host.Api.RedeemAt(
                "mall-tiers",
                memberId,
                RedemptionBody("mall-tiers", "bill-offset", 5_001, billFen: 20_000)
            )
        ).ExpectProblem(HttpStatusCode.Conflict, "limit-reached");
        (
            await host.Api.RedeemAt(
                "mall-tiers",
                memberId,
                RedemptionBody("mall-tiers", "bill-offset", 1_000, billFen: 900)
            )
        ).ExpectProblem(HttpStatusCode.Conflict, "limit-reached");
        (
            await host.Api.RedeemAt(
                "mall-tiers",
                memberId,
                RedemptionBody("mall-tiers", "bill-offset", 499, billFen: 20_000)
            )
        ).ExpectProblem(HttpStatusCode.Conflict, "not-eligible");
        (
            await host.Api.RedeemAt("mall-tiers", memberId, RedemptionBody("mall-tiers", "bill-offset", 500))
        ).ExpectProblem(HttpStatusCode.BadRequest, "invalid-request", "billFen");
    }
}
