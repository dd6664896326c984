using System.Net;
using static Points.Tests.Api;

namespace Points.Local.Tests.Acceptance.Programmes;

/// <summary>
/// Prices of certain days, just before and after those days begin in Shanghai. Each test has its own host.
/// </summary>
public sealed class WindowTests
{
    [Fact]
    public Task In_the_spring_festival_window_1000_points_buy_30_yuan() =>
        RedeemThroughout(
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
    public Task In_the_spring_festival_window_1200_points_buy_36_yuan() =>
        RedeemThroughout(
            "supermarket",
            "voucher",
            1_200,
            worths: [("2027-01-29T12:00:00+08:00", 2_400), ("2027-02-10T12:00:00+08:00", 3_600)]
        );

    [Fact]
    public Task In_the_watermelon_season_a_gift_box_costs_400_points() =>
        RedeemThroughout(
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
    public Task In_the_anniversary_month_cleaning_the_air_conditioning_costs_5000_points() =>
        RedeemThroughout(
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
    public Task On_eye_care_day_of_every_year_lenses_cost_1500_points() =>
        RedeemThroughout(
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
    public Task During_the_festivals_an_eco_bag_costs_150_points() =>
        RedeemThroughout(
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
    public Task In_the_summer_exchange_an_appliance_voucher_is_worth_50_percent_more() =>
        RedeemThroughout(
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

    /// <summary>Redeems at each of the times and expects the same price in the catalog.</summary>
    private static async Task RedeemThroughout(
        string programmeId,
        string rewardId,
        long? points,
        (string At, long Points)[]? prices = null,
        (string At, long WorthFen)[]? worths = null
    )
    {
        await using var host = await RunningHost.Start();
        var (_, memberId) = await RichMembers.Enrol(
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
}
