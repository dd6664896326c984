using System.Net;
using static Points.Tests.Api;

namespace Points.Local.Tests.Acceptance.Programmes;

/// <summary>What points buy in each sample programme, on days outside all windows.</summary>
public sealed class RedeemingTests(ProgrammesHost host) : IClassFixture<ProgrammesHost>
{
    private const string PurchasedAt = "2027-11-30T12:00:00+08:00";

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
    public async Task A_reward_costs_exactly_its_points(string programmeId, string rewardId, long points, long worthFen)
    {
        var memberId = await host.Member(programmeId);
        await host.Earned(memberId, programmeId, PurchasedAt, LineBody((points - 1) * 100));
        (await host.Api.Redeem(memberId, RedemptionBody(programmeId, rewardId))).ExpectProblem(
            HttpStatusCode.Conflict,
            "not-enough-points"
        );
        await host.Earned(memberId, programmeId, PurchasedAt, LineBody(100));

        var redeemed = (await host.Api.Redeem(memberId, RedemptionBody(programmeId, rewardId))).Expect(
            HttpStatusCode.Created
        );

        Assert.Equal(
            (points, worthFen, 0, "completed"),
            (redeemed.Number("points"), redeemed.Number("worthFen"), redeemed.Available, redeemed.Text("status"))
        );
        Assert.Null(redeemed.Code);
    }

    [Fact]
    public async Task The_perks_of_a_tier_are_shown_in_the_wallet_but_not_to_merchants()
    {
        var memberId = await host.Member("mall-tiers");
        for (var visit = 0; visit < 6; visit++)
            await host.Earned(memberId, "mall-tiers", PurchasedAt, LineBody(90_000));

        var wallet = await host.Api.Wallet(memberId, "mall-tiers");

        Assert.Equal(("gold", "parking"), (wallet.Tier, wallet.Perks?.Single()));
        var atTheTill = await host.Api.RedeemAt("mall-tiers", memberId, RedemptionBody("mall-tiers", "daily-goods"));
        Assert.DoesNotContain("gold", atTheTill.Expect(HttpStatusCode.Created).Raw, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("movie-ticket", "cinema", 3_000, 3_000)]
    [InlineData("milk-tea", "tea-house", 1_500, 1_500)]
    [InlineData("ride-coupon", "ride-hailing", 1_000, 1_000)]
    [InlineData("book-coupon", "bookstore", 2_000, 2_000)]
    public async Task Points_earned_at_the_corner_store_are_spent_at_the_partner_that_honours_them(
        string rewardId,
        string merchantId,
        long points,
        long worthFen
    )
    {
        var memberId = await host.Member("convenience-alliance");
        var purchase = PurchaseBody("convenience-alliance", points * 100, at: DateTimeOffset.Parse(PurchasedAt, null));
        purchase["merchantId"] = "corner-store";
        (await host.Api.Accrue(memberId, purchase)).Expect(HttpStatusCode.Created);

        (
            await host.Api.RedeemAt("corner-store", memberId, RedemptionBody("convenience-alliance", rewardId))
        ).ExpectProblem(HttpStatusCode.Forbidden, "forbidden");
        var redeemed = (
            await host.Api.RedeemAt(merchantId, memberId, RedemptionBody("convenience-alliance", rewardId))
        ).Expect(HttpStatusCode.Created);

        Assert.Equal((points, worthFen), (redeemed.Number("points"), redeemed.Number("worthFen")));
        // The partner sees no lots of others; the member sees who issued the points.
        Assert.Empty(redeemed.Body["lots"]!.AsArray());
        var seen = await host.Api.Send(
            HttpMethod.Get,
            $"/api/members/{memberId}/redemptions/{redeemed.Text("redemptionId")}",
            await host.Api.MemberToken(memberId)
        );
        Assert.Equal("corner-store", seen.Body["lots"]![0]!["issuedBy"]!.GetValue<string>());
    }

    [Theory]
    [InlineData("A", 450, 450)]
    [InlineData("B", 500, 500)]
    [InlineData("C", null, null)]
    public async Task A_good_credit_grade_lowers_prices_and_opens_rewards(string grade, int? gift, int? voucher)
    {
        var memberId = await host.Member("credit-city", grade: grade);
        await host.Earned(memberId, "credit-city", PurchasedAt, LineBody(1_000_000));
        var catalog = await host.Api.RewardCatalog("credit-city", memberId);

        var redeemed = await host.Api.Redeem(memberId, RedemptionBody("credit-city", "credit-gift"));

        if (gift is null)
            redeemed.ExpectProblem(HttpStatusCode.Conflict, "not-eligible");
        else
            Assert.Equal(gift.Value, redeemed.Expect(HttpStatusCode.Created).Number("points"));
        Assert.Equal(gift is not null, catalog["credit-gift"]["eligible"]!.GetValue<bool>());
        // With a variable price the discount makes points worth more: 900 points buy what 1,000 buy without it.
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
        await host.Earned(memberId, "green", PurchasedAt, LineBody(300_000));

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
    public async Task A_hotel_night_is_held_at_booking_and_confirmed_at_the_stay()
    {
        var (memberId, hotel) = (await host.Member("hotel"), await host.Api.MerchantToken("hotel"));
        await host.Earned(memberId, "hotel", PurchasedAt, LineBody(2_400_000));
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

        Assert.Equal(("held", 8_000, 16_000), (booked.Text("status"), wallet.Available, wallet.Held));
        Assert.Null(wallet.Lots.First().ExpiresOn);
        Assert.Equal(("completed", 8_000), (confirmed.Text("status"), confirmed.Number("points")));
        Assert.Equal(
            ("cancelled", 8_000, 16_000),
            (cancelled.Text("status"), cancelled.Number("points"), cancelled.Available)
        );
    }
}
