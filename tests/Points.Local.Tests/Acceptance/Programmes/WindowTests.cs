using System.Net;
using System.Text.Json.Nodes;
using static Points.Local.Tests.Api;

namespace Points.Local.Tests.Acceptance.Programmes;

/// <summary>Prices and rewards of certain days, at the edges of those days in Shanghai. Each test goes through its year.</summary>
public sealed class WindowTests
{
    [Fact]
    public Task In_the_spring_festival_window_a_thousand_points_buy_30_yuan() =>
        Through(
            "supermarket",
            "voucher",
            1_000,
            worths:
            [
                ("2027-01-29T23:59:50+08:00", 2_000),
                ("2027-01-30T00:00:00+08:00", 3_000),
                ("2027-02-20T23:59:50+08:00", 3_000),
                ("2027-02-21T00:00:00+08:00", 2_000),
            ]
        );

    [Fact]
    public Task In_the_spring_festival_window_more_points_buy_more_pro_rata() =>
        Through(
            "supermarket",
            "voucher",
            1_200,
            worths: [("2027-01-29T12:00:00+08:00", 2_400), ("2027-02-10T12:00:00+08:00", 3_600)]
        );

    [Fact]
    public Task In_the_watermelon_season_a_gift_box_costs_400() =>
        Through(
            "fruit-shop",
            "gift-box",
            null,
            prices:
            [
                ("2027-06-14T23:59:50+08:00", 500),
                ("2027-06-15T00:00:00+08:00", 400),
                ("2027-08-15T23:59:50+08:00", 400),
                ("2027-08-16T00:00:00+08:00", 500),
            ]
        );

    [Fact]
    public Task In_the_anniversary_month_air_conditioning_is_cleaned_for_5000() =>
        Through(
            "car-4s",
            "ac-cleaning",
            null,
            prices:
            [
                ("2027-04-30T23:59:50+08:00", 6_000),
                ("2027-05-01T00:00:00+08:00", 5_000),
                ("2027-05-31T23:59:50+08:00", 5_000),
                ("2027-06-01T00:00:00+08:00", 6_000),
            ]
        );

    [Fact]
    public Task On_eye_care_day_lenses_cost_1500_every_year() =>
        Through(
            "optician",
            "lens",
            null,
            prices:
            [
                ("2027-06-05T23:59:50+08:00", 2_000),
                ("2027-06-06T00:00:00+08:00", 1_500),
                ("2027-06-06T23:59:50+08:00", 1_500),
                ("2027-06-07T00:00:00+08:00", 2_000),
                ("2028-06-06T12:00:00+08:00", 1_500),
            ]
        );

    [Fact]
    public Task At_the_festivals_an_eco_bag_costs_150() =>
        Through(
            "green",
            "eco-bag",
            null,
            prices:
            [
                ("2027-06-15T23:59:50+08:00", 200),
                ("2027-06-16T00:00:00+08:00", 150),
                ("2027-06-18T23:59:50+08:00", 150),
                ("2027-06-19T00:00:00+08:00", 200),
                ("2027-11-11T12:00:00+08:00", 150),
            ]
        );

    [Fact]
    public Task In_the_summer_exchange_an_appliance_voucher_is_worth_half_as_much_again() =>
        Through(
            "green",
            "appliance-voucher",
            2_000,
            worths:
            [
                ("2027-06-30T23:59:50+08:00", 2_000),
                ("2027-07-01T00:00:00+08:00", 3_000),
                ("2027-08-31T23:59:50+08:00", 3_000),
                ("2027-09-01T00:00:00+08:00", 2_000),
            ]
        );

    [Fact]
    public async Task The_spring_festival_gift_pack_is_to_be_had_once_and_only_then()
    {
        await using var host = await RunningHost.Start();
        var (memberId, _) = await Rich(host, "green", "2027-01-29T23:59:50+08:00");
        (await host.Api.Redeem(memberId, RedemptionBody("green", "spring-gift-pack"))).ExpectProblem(
            HttpStatusCode.Conflict,
            "not-eligible"
        );
        await host.Api.SetClock("2027-01-30T00:00:00+08:00");

        (await host.Api.Redeem(memberId, RedemptionBody("green", "spring-gift-pack"))).Expect(HttpStatusCode.Created);
        (await host.Api.Redeem(memberId, RedemptionBody("green", "spring-gift-pack"))).ExpectProblem(
            HttpStatusCode.Conflict,
            "limit-reached"
        );
    }

    [Fact]
    public async Task In_the_credit_citys_festival_every_A_member_has_a_coupon_of_20_yuan_once()
    {
        await using var host = await RunningHost.Start();
        var (a, b) = await Rich(host, "credit-city", "2027-01-19T23:59:50+08:00");
        (await host.Api.Redeem(a, RedemptionBody("credit-city", "festival-coupon"))).ExpectProblem(
            HttpStatusCode.Conflict,
            "not-eligible"
        );
        await host.Api.SetClock("2027-01-20T00:00:00+08:00");

        var coupon = (await host.Api.Redeem(a, RedemptionBody("credit-city", "festival-coupon"))).Expect(
            HttpStatusCode.Created
        );

        Assert.Equal((0, 2_000), (coupon.Number("points"), coupon.Number("worthFen")));
        (await host.Api.Redeem(a, RedemptionBody("credit-city", "festival-coupon"))).ExpectProblem(
            HttpStatusCode.Conflict,
            "limit-reached"
        );
        (await host.Api.Redeem(b, RedemptionBody("credit-city", "festival-coupon"))).ExpectProblem(
            HttpStatusCode.Conflict,
            "not-eligible"
        );
        Assert.Equal(
            3_000,
            (await host.Api.UseVoucher(coupon.Code!, "credit-city", 5_000)).Expect(HttpStatusCode.OK).Number("payFen")
        );
    }

    [Fact]
    public async Task A_members_have_the_festival_box_a_day_ahead_of_the_others()
    {
        await using var host = await RunningHost.Start();
        var (a, b) = await Rich(host, "credit-city", "2027-01-20T09:59:50+08:00");
        (await host.Api.Redeem(a, RedemptionBody("credit-city", "festival-box"))).ExpectProblem(
            HttpStatusCode.Conflict,
            "not-eligible"
        );
        await host.Api.SetClock("2027-01-20T10:00:00+08:00");

        Assert.Equal(
            720,
            (await host.Api.Redeem(a, RedemptionBody("credit-city", "festival-box")))
                .Expect(HttpStatusCode.Created)
                .Number("points")
        );
        (await host.Api.Redeem(b, RedemptionBody("credit-city", "festival-box"))).ExpectProblem(
            HttpStatusCode.Conflict,
            "not-eligible"
        );
        Assert.Equal(
            "not-eligible",
            (await host.Api.RewardCatalog("credit-city", b))["festival-box"]["whyCode"]!.GetValue<string>()
        );

        await host.Api.SetClock("2027-01-21T10:00:00+08:00");
        Assert.Equal(
            800,
            (await host.Api.Redeem(b, RedemptionBody("credit-city", "festival-box")))
                .Expect(HttpStatusCode.Created)
                .Number("points")
        );
        Assert.Equal(98, (await host.Api.RewardCatalog("credit-city", b))["festival-box"]["stock"]!.GetValue<long>());
    }

    /// <summary>Redeems at each of the times, and finds the same in the mall.</summary>
    private static async Task Through(
        string programmeId,
        string rewardId,
        long? points,
        (string At, long Points)[]? prices = null,
        (string At, long WorthFen)[]? worths = null
    )
    {
        await using var host = await RunningHost.Start();
        var (_, memberId) = await Rich(
            host,
            programmeId,
            DateTimeOffset.Parse((prices ?? worths)![0].At, null).AddHours(-1).ToString("O")
        );
        foreach (var (at, expected) in (prices ?? worths)!)
        {
            await host.Api.SetClock(at);
            var shown = (await host.Api.RewardCatalog(programmeId, memberId))[rewardId];
            var redeemed = (await host.Api.Redeem(memberId, RedemptionBody(programmeId, rewardId, points))).Expect(
                HttpStatusCode.Created
            );
            Assert.Equal((at, expected), (at, redeemed.Number(prices is null ? "worthFen" : "points")));
            if (prices is not null)
                Assert.Equal((at, expected), (at, shown["points"]!.GetValue<long>()));
        }
    }

    /// <summary>Two members with much, of grades A and B, at that time.</summary>
    private static async Task<(string A, string B)> Rich(RunningHost host, string programmeId, string at)
    {
        await host.Api.SetClock(at);
        var members = new List<string>();
        foreach (var grade in (string[])["A", "B"])
        {
            var memberId = $"m-{grade}";
            (
                await host.Api.Enrol(
                    memberId,
                    new()
                    {
                        ["identityVerified"] = true,
                        ["creditGrade"] = grade,
                        ["programmes"] = new JsonArray(programmeId),
                    }
                )
            ).Expect(HttpStatusCode.Created);
            (
                await host.Api.Accrue(
                    memberId,
                    PurchaseBody(programmeId, 5_000_000, at: DateTimeOffset.Parse(at, null))
                )
            ).Expect(HttpStatusCode.Created);
            members.Add(memberId);
        }
        return (members[0], members[1]);
    }
}
