using System.Net;
using System.Text.Json.Nodes;
using static Points.Local.Tests.Api;

namespace Points.Local.Tests.Acceptance.Programmes;

/// <summary>What points buy in each of the programmes, in its own numbers, on days that are in no window.</summary>
public sealed class RedeemingTests(ProgrammesHost host) : IClassFixture<ProgrammesHost>
{
    private const string Before = "2027-11-30T12:00:00+08:00";

    [Theory]
    [InlineData("fast-food", "meal", 200, 2_500)]
    [InlineData("fruit-shop", "gift-box", 500, 2_500)]
    [InlineData("fruit-shop", "washing-service", 300, 5_000)]
    [InlineData("car-4s", "basic-maintenance", 5_000, 50_000)]
    [InlineData("car-4s", "tyre", 10_000, 100_000)]
    [InlineData("car-4s", "ac-cleaning", 6_000, 60_000)]
    [InlineData("optician", "lens", 2_000, 20_000)]
    [InlineData("optician", "frame", 3_000, 30_000)]
    [InlineData("optician", "eye-exam", 1_000, 10_000)]
    [InlineData("hotel", "free-night", 8_000, 80_000)]
    [InlineData("hotel", "airport-transfer", 1_500, 15_000)]
    [InlineData("hotel", "city-guide", 500, 5_000)]
    [InlineData("hotel", "dining-discount", 800, 8_000)]
    [InlineData("hotel", "late-checkout", 600, 6_000)]
    [InlineData("hotel", "room-upgrade", 400, 4_000)]
    [InlineData("airline", "award-flight", 10_000, 100_000)]
    [InlineData("scenic-spots", "entry-ticket", 800, 8_000)]
    [InlineData("pet-shop", "pet-food", 600, 6_000)]
    [InlineData("pet-shop", "toy", 200, 2_000)]
    [InlineData("pet-shop", "checkup", 1_000, 10_000)]
    [InlineData("pet-shop", "grooming-discount", 400, 4_000)]
    [InlineData("bank-card", "coffee-maker", 50_000, 50_000)]
    [InlineData("bank-card", "lounge-visit", 15_000, 15_000)]
    [InlineData("mall-tiers", "daily-goods", 300, 3_000)]
    [InlineData("green", "eco-bag", 200, 2_000)]
    public async Task A_reward_costs_its_points_and_not_one_less(
        string programmeId,
        string rewardId,
        long points,
        long worthFen
    )
    {
        var memberId = await host.Member(programmeId);
        await host.Earned(memberId, programmeId, Before, LineBody((points - 1) * 100));
        (await host.Api.Redeem(memberId, RedemptionBody(programmeId, rewardId))).ExpectProblem(
            HttpStatusCode.Conflict,
            "not-enough-points"
        );
        await host.Earned(memberId, programmeId, Before, LineBody(100));

        var redeemed = (await host.Api.Redeem(memberId, RedemptionBody(programmeId, rewardId))).Expect(
            HttpStatusCode.Created
        );

        Assert.Equal(
            (points, worthFen, 0, "completed"),
            (redeemed.Number("points"), redeemed.Number("worthFen"), redeemed.Available, redeemed.Text("status"))
        );
        Assert.Null(redeemed.Code);
    }

    [Theory]
    [InlineData("supermarket", "voucher", 1_000, 2_000)]
    [InlineData("supermarket", "voucher", 1_200, 2_400)]
    [InlineData("fruit-shop", "voucher-50", null, 5_000)]
    [InlineData("clothing", "jeans-coupon", null, 5_000)]
    [InlineData("credit-city", "voucher", 500, 500)]
    [InlineData("green", "appliance-voucher", 2_000, 2_000)]
    public async Task A_voucher_pays_what_it_is_worth_once(
        string programmeId,
        string rewardId,
        int? points,
        long worthFen
    )
    {
        var memberId = await host.Member(programmeId);
        await host.Earned(memberId, programmeId, Before, LineBody(200_000));

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
    public async Task Below_its_minimum_a_voucher_is_not_to_be_had(string programmeId, string rewardId, long points)
    {
        var memberId = await host.Member(programmeId);
        await host.Earned(memberId, programmeId, Before, LineBody(500_000));

        (await host.Api.Redeem(memberId, RedemptionBody(programmeId, rewardId, points))).ExpectProblem(
            HttpStatusCode.Conflict,
            "not-eligible"
        );
    }

    [Fact]
    public async Task A_seniors_thousand_yuan_buy_a_ticket_of_150_and_anyone_elses_one_of_10()
    {
        var (senior, other) = (
            await host.Member("railway-senior", birthDate: "1960-05-17"),
            await host.Member("railway-senior", birthDate: "1990-05-17")
        );
        await host.Earned(senior, "railway-senior", Before, LineBody(100_000));
        await host.Earned(other, "railway-senior", Before, LineBody(100_000));

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
    public async Task A_restaurant_bill_of_200_with_its_coupon_costs_150_and_earns_150()
    {
        var memberId = await host.Member("western-restaurant");
        await host.Earned(memberId, "western-restaurant", Before, LineBody(100_000));
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

        var purchase = PurchaseBody("western-restaurant", 20_000, at: DateTimeOffset.Parse(Before, null));
        purchase["paidWithPointsFen"] = 5_000;
        Assert.Equal(150, (await host.Api.Accrue(memberId, purchase)).Expect(HttpStatusCode.Created).Number("points"));
    }

    [Fact]
    public async Task A_coupon_can_be_taken_off_a_bill_at_once()
    {
        var memberId = await host.Member("car-4s");
        await host.Earned(memberId, "car-4s", Before, LineBody(2_000_000));

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
    public async Task Fresh_goods_have_their_discount_first_and_then_the_voucher_and_the_cash_earns()
    {
        var memberId = await host.Member("supermarket");
        await host.Earned(memberId, "supermarket", Before, LineBody(600_000));
        var quote = (
            await host.Api.Send(
                HttpMethod.Post,
                $"/api/members/{memberId}/bills/quote",
                await host.Api.MerchantToken("supermarket"),
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
        var purchase = PurchaseBody("supermarket", 9_000, at: DateTimeOffset.Parse(Before, null));
        purchase["paidWithPointsFen"] = 2_000;
        purchase["redemptionIds"] = new JsonArray(voucher.Text("redemptionId"));
        Assert.Equal(70, (await host.Api.Accrue(memberId, purchase)).Expect(HttpStatusCode.Created).Number("points"));
    }

    [Fact]
    public async Task At_the_mall_points_pay_a_bill_in_part_or_whole_up_to_50_yuan()
    {
        var memberId = await host.Member("mall-tiers");
        await host.Earned(memberId, "mall-tiers", Before, LineBody(2_000_000));

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

    [Fact]
    public async Task A_tiers_perks_stand_in_the_wallet_of_who_reached_it_and_merchants_are_not_told()
    {
        var memberId = await host.Member("mall-tiers");
        for (var visit = 0; visit < 6; visit++)
            await host.Earned(memberId, "mall-tiers", Before, LineBody(90_000));

        var wallet = (await host.Api.Wallet(memberId, "mall-tiers")).Expect(HttpStatusCode.OK);

        Assert.Equal(("gold", "parking"), (wallet.Text("tier"), wallet.Body["perks"]![0]!.GetValue<string>()));
        var atTheTill = await host.Api.RedeemAt("mall-tiers", memberId, RedemptionBody("mall-tiers", "daily-goods"));
        Assert.DoesNotContain("gold", atTheTill.Expect(HttpStatusCode.Created).Raw, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("movie-ticket", "cinema", 3_000, 3_000)]
    [InlineData("milk-tea", "tea-house", 1_500, 1_500)]
    [InlineData("ride-coupon", "ride-hailing", 1_000, 1_000)]
    [InlineData("book-coupon", "bookstore", 2_000, 2_000)]
    public async Task Earned_at_the_corner_store_points_are_spent_at_the_partner_who_honours_them(
        string rewardId,
        string merchantId,
        long points,
        long worthFen
    )
    {
        var memberId = await host.Member("convenience-alliance");
        var purchase = PurchaseBody("convenience-alliance", points * 100, at: DateTimeOffset.Parse(Before, null));
        purchase["merchantId"] = "corner-store";
        (await host.Api.Accrue(memberId, purchase)).Expect(HttpStatusCode.Created);

        (
            await host.Api.RedeemAt("corner-store", memberId, RedemptionBody("convenience-alliance", rewardId))
        ).ExpectProblem(HttpStatusCode.Forbidden, "forbidden");
        var redeemed = (
            await host.Api.RedeemAt(merchantId, memberId, RedemptionBody("convenience-alliance", rewardId))
        ).Expect(HttpStatusCode.Created);

        Assert.Equal((points, worthFen), (redeemed.Number("points"), redeemed.Number("worthFen")));
        Assert.Equal("corner-store", redeemed.Body["lots"]![0]!["issuedBy"]!.GetValue<string>());
    }

    [Theory]
    [InlineData("A", 450, 450)]
    [InlineData("B", 500, 500)]
    [InlineData("C", null, null)]
    public async Task A_good_credit_grade_lowers_prices_and_opens_what_others_cannot_have(
        string grade,
        int? gift,
        int? voucher
    )
    {
        var memberId = await host.Member("credit-city", grade: grade);
        await host.Earned(memberId, "credit-city", Before, LineBody(1_000_000));
        var mall = await host.Api.RewardCatalog("credit-city", memberId);

        var redeemed = await host.Api.Redeem(memberId, RedemptionBody("credit-city", "credit-gift"));

        if (gift is null)
            redeemed.ExpectProblem(HttpStatusCode.Conflict, "not-eligible");
        else
            Assert.Equal(gift.Value, redeemed.Expect(HttpStatusCode.Created).Number("points"));
        Assert.Equal(gift is not null, mall["credit-gift"]["eligible"]!.GetValue<bool>());
        // Who turns points into value gets more for them instead: nine tenths of the points buy as much.
        if (voucher is 450)
            Assert.Equal(
                1_000,
                (await host.Api.Redeem(memberId, RedemptionBody("credit-city", "voucher", 900)))
                    .Expect(HttpStatusCode.Created)
                    .Number("worthFen")
            );
    }

    [Fact]
    public async Task Green_points_are_honoured_by_every_merchant_of_the_programme()
    {
        var memberId = await host.Member("green");
        await host.Earned(memberId, "green", Before, LineBody(300_000));

        foreach (var merchantId in (string[])["supermarket", "cinema", "pet-shop"])
        {
            var voucher = (
                await host.Api.Redeem(memberId, RedemptionBody("green", "green-voucher", 500, merchantId: merchantId))
            ).Expect(HttpStatusCode.Created);
            (await host.Api.UseVoucher(voucher.Code!, "green", 1_000)).ExpectProblem(
                HttpStatusCode.Conflict,
                "not-eligible"
            );
            Assert.Equal(
                500,
                (await host.Api.UseVoucher(voucher.Code!, merchantId, 1_000)).Expect(HttpStatusCode.OK).Number("payFen")
            );
        }
    }

    [Fact]
    public async Task Hotel_points_never_expire_and_a_service_is_held_at_booking_and_confirmed_at_the_stay()
    {
        var (memberId, hotel) = (await host.Member("hotel"), await host.Api.MerchantToken("hotel"));
        await host.Earned(memberId, "hotel", Before, LineBody(2_400_000));
        var stay = RedemptionBody("hotel", "free-night", holdUntil: "2028-06-01T12:00:00+08:00");

        var (booked, unwanted) = (
            (await host.Api.Redeem(memberId, stay)).Expect(HttpStatusCode.Created),
            (await host.Api.Redeem(memberId, stay)).Expect(HttpStatusCode.Created)
        );
        var wallet = await host.Api.Wallet(memberId, "hotel");
        var confirmed = (
            await host.Api.ChangeRedemption(memberId, booked.Text("redemptionId"), "confirm", hotel)
        ).Expect(HttpStatusCode.OK);
        var cancelled = (
            await host.Api.ChangeRedemption(
                memberId,
                unwanted.Text("redemptionId"),
                "cancel",
                await host.Api.MemberToken(memberId)
            )
        ).Expect(HttpStatusCode.OK);

        Assert.Equal(("held", 8_000, 16_000), (booked.Text("status"), wallet.Available, wallet.Number("held")));
        Assert.Null(wallet.Body["lots"]![0]!["expiresOn"]);
        Assert.Equal(("completed", 8_000), (confirmed.Text("status"), confirmed.Number("points")));
        Assert.Equal(
            ("cancelled", 8_000, 16_000),
            (cancelled.Text("status"), cancelled.Number("points"), cancelled.Available)
        );
    }
}
