using System.Net;
using static Points.Tests.Api;

namespace Points.Local.Tests.Acceptance.Programmes;

/// <summary>Rewards available on certain days or to certain members first. Each test has its own host.</summary>
public sealed class FestivalRewardTests
{
    [Fact]
    public async Task The_spring_festival_gift_pack_is_available_once_and_in_the_festival_only()
    {
        await using var host = await RunningHost.Start();
        var (memberId, _) = await RichMembers.Enrol(host, "green", "2027-01-29T23:59:50+08:00");
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
    public async Task In_the_credit_city_festival_every_member_of_grade_A_gets_a_coupon_of_20_yuan_once_without_asking()
    {
        await using var host = await RunningHost.Start();
        var (a, b) = await RichMembers.Enrol(host, "credit-city", "2027-01-19T23:59:50+08:00");
        (await host.Api.Redeem(a, RedemptionBody("credit-city", "festival-coupon"))).ExpectProblem(
            HttpStatusCode.Conflict,
            "not-eligible"
        );
        await host.Api.SetClock("2027-01-20T00:00:00+08:00");
        await host.Api.RunJob("BirthdayGifts");

        var coupon = Assert.Single(await host.Api.Vouchers(a));

        Assert.Equal(("festival-coupon", 2_000), ((string)coupon["rewardId"]!, (long)coupon["worthFen"]!));
        Assert.Empty(await host.Api.Vouchers(b));
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
            (await host.Api.UseVoucher((string)coupon["code"]!, "credit-city", 5_000))
                .Expect(HttpStatusCode.OK)
                .Number("payFen")
        );
    }

    [Fact]
    public async Task Members_of_grade_A_get_the_festival_box_a_day_before_others()
    {
        await using var host = await RunningHost.Start();
        var (a, b) = await RichMembers.Enrol(host, "credit-city", "2027-01-20T09:59:50+08:00");
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
}
