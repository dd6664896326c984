using System.Net;
using static Points.Tests.Api;

namespace Points.Local.Tests.Acceptance.Programmes;

/// <summary>What purchases earn in each sample programme, and one second before and after each window.</summary>
public sealed class EarningTests(ProgrammesHost host) : IClassFixture<ProgrammesHost>
{
    [Theory]
    [InlineData("supermarket")]
    [InlineData("fast-food")]
    [InlineData("western-restaurant")]
    [InlineData("fruit-shop")]
    [InlineData("car-4s")]
    [InlineData("optician")]
    [InlineData("hotel")]
    [InlineData("railway-senior")]
    [InlineData("airline")]
    [InlineData("scenic-spots")]
    [InlineData("pet-shop")]
    [InlineData("clothing")]
    [InlineData("convenience-alliance")]
    [InlineData("bank-card")]
    [InlineData("credit-city")]
    [InlineData("mall-tiers")]
    [InlineData("green")]
    public async Task In_every_programme_a_yuan_in_cash_earns_a_point_rounded_down(string programmeId)
    {
        var memberId = await host.Member(programmeId);

        Assert.Equal(199, await host.Earned(memberId, programmeId, "2027-09-09T12:00:00+08:00", LineBody(19_999)));
    }

    [Theory]
    [InlineData("2027-03-14T23:59:59+08:00", 50)]
    [InlineData("2027-03-15T00:00:00+08:00", 100)]
    [InlineData("2027-03-21T23:59:59+08:00", 100)]
    [InlineData("2027-03-22T00:00:00+08:00", 50)]
    public async Task Fast_food_earns_double_in_its_anniversary_week(string at, long points) =>
        Assert.Equal(points, await host.Earned(await host.Member("fast-food"), "fast-food", at, LineBody(5_000)));

    [Fact]
    public async Task A_restaurant_bill_of_200_yuan_with_a_coupon_of_50_yuan_earns_150_points()
    {
        var (memberId, purchase) = (
            await host.Member("western-restaurant"),
            PurchaseBody("western-restaurant", 20_000, at: DateTimeOffset.Parse("2027-09-09T12:00:00+08:00", null))
        );
        purchase["paidWithPointsFen"] = 5_000;

        Assert.Equal(150, (await host.Api.Accrue(memberId, purchase)).Expect(HttpStatusCode.Created).Number("points"));
    }

    [Theory]
    [InlineData("green-zone", 200)]
    [InlineData("energy-saving", 150)]
    [InlineData("water-saving", 150)]
    [InlineData("plain", 100)]
    public async Task Green_goods_earn_more(string tag, long points) =>
        Assert.Equal(
            points,
            await host.Earned(
                await host.Member("green"),
                "green",
                "2027-09-09T12:00:00+08:00",
                LineBody(10_000, tag: tag)
            )
        );

    [Fact]
    public async Task The_energy_saving_bonus_is_earned_once_per_order() =>
        Assert.Equal(
            250,
            await host.Earned(
                await host.Member("green"),
                "green",
                "2027-09-09T12:00:00+08:00",
                LineBody(10_000, tag: "energy-saving"),
                LineBody(10_000, tag: "water-saving")
            )
        );

    [Theory]
    [InlineData("2027-06-15T23:59:59+08:00", 100)]
    [InlineData("2027-06-16T00:00:00+08:00", 200)]
    [InlineData("2027-06-18T23:59:59+08:00", 200)]
    [InlineData("2027-06-19T00:00:00+08:00", 100)]
    [InlineData("2027-11-10T23:59:59+08:00", 100)]
    [InlineData("2027-11-11T00:00:00+08:00", 200)]
    [InlineData("2027-11-11T23:59:59+08:00", 200)]
    [InlineData("2027-11-12T00:00:00+08:00", 100)]
    public async Task Green_points_double_in_the_shopping_festivals(string at, long points) =>
        Assert.Equal(points, await host.Earned(await host.Member("green"), "green", at, LineBody(10_000)));

    [Theory]
    [InlineData("supermarket", "2029-12-31")]
    [InlineData("airline", "2030-12-31")]
    [InlineData("hotel", null)]
    [InlineData("green", null)]
    public async Task Points_last_as_long_as_the_terms_say(string programmeId, string? expiresOn)
    {
        var memberId = await host.Member(programmeId);
        await host.Earned(memberId, programmeId, "2027-09-09T12:00:00+08:00", LineBody(10_000));

        Assert.Equal(expiresOn, (await host.Api.Wallet(memberId, programmeId)).Lots.First().ExpiresOn?.ToString("O"));
    }

    [Fact]
    public async Task In_the_alliance_points_are_earned_at_the_corner_store_and_not_at_the_cinema()
    {
        var (memberId, purchase) = (
            await host.Member("convenience-alliance"),
            PurchaseBody("convenience-alliance", 300_000, at: DateTimeOffset.Parse("2027-09-09T12:00:00+08:00", null))
        );
        purchase["merchantId"] = "corner-store";
        var earned = (await host.Api.Accrue(memberId, purchase)).Expect(HttpStatusCode.Created);
        purchase["merchantId"] = "cinema";

        Assert.Equal(
            (3_000, "corner-store"),
            (earned.Number("points"), earned.Body["wallet"]!["lots"]![0]!["issuedBy"]!.GetValue<string>())
        );
        (await host.Api.Accrue(memberId, purchase)).ExpectProblem(HttpStatusCode.Conflict, "merchant-not-in-programme");
    }
}
