using System.Net;
using System.Text.Json.Nodes;
using static Points.Local.Tests.Api;

namespace Points.Local.Tests.Acceptance.Programmes;

/// <summary>How each sample programme earns, in its own numbers, with the minute before and after each window.</summary>
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
    public async Task Everywhere_a_yuan_in_cash_earns_a_point_rounded_down(string programmeId)
    {
        var memberId = await host.Member(programmeId);

        Assert.Equal(199, await host.Earned(memberId, programmeId, "2027-09-09T12:00:00+08:00", LineBody(19_999)));
    }

    [Theory]
    [InlineData("2027-03-14T23:59:59+08:00", 50)]
    [InlineData("2027-03-15T00:00:00+08:00", 100)]
    [InlineData("2027-03-21T23:59:59+08:00", 100)]
    [InlineData("2027-03-22T00:00:00+08:00", 50)]
    public async Task Fast_food_earns_twice_in_its_anniversary_week(string at, long points) =>
        Assert.Equal(points, await host.Earned(await host.Member("fast-food"), "fast-food", at, LineBody(5_000)));

    [Fact]
    public async Task A_restaurant_bill_of_200_with_a_coupon_of_50_earns_150()
    {
        var (memberId, purchase) = (
            await host.Member("western-restaurant"),
            PurchaseBody("western-restaurant", 20_000, at: DateTimeOffset.Parse("2027-09-09T12:00:00+08:00", null))
        );
        purchase["paidWithPointsFen"] = 5_000;

        Assert.Equal(150, (await host.Api.Accrue(memberId, purchase)).Expect(HttpStatusCode.Created).Number("points"));
    }

    [Theory]
    [InlineData("1967-09-09", null, 15_000)]
    [InlineData("1967-09-10", null, 1_000)]
    [InlineData("1967-09-10", "2027-09-10", 15_000)]
    [InlineData("1967-09-11", "2027-09-10", 1_000)]
    [InlineData(null, null, 1_000)]
    public async Task From_sixty_on_the_day_of_travel_the_railway_earns_fifteen_times(
        string? birthDate,
        string? travelOn,
        long points
    ) =>
        Assert.Equal(
            points,
            await host.Earned(
                await host.Member("railway-senior", birthDate),
                "railway-senior",
                "2027-09-09T12:00:00+08:00",
                LineBody(100_000, "rail", serviceOn: travelOn)
            )
        );

    [Theory]
    [InlineData("A", 150)]
    [InlineData("B", 120)]
    [InlineData("C", 100)]
    [InlineData("D", 100)]
    [InlineData(null, 100)]
    public async Task A_good_credit_grade_earns_more(string? grade, long points) =>
        Assert.Equal(
            points,
            await host.Earned(
                await host.Member("credit-city", grade: grade),
                "credit-city",
                "2027-09-09T12:00:00+08:00",
                LineBody(10_000)
            )
        );

    [Fact]
    public async Task A_grade_that_changes_counts_from_the_next_purchase_on()
    {
        var memberId = await host.Member("credit-city", grade: "C");
        Assert.Equal(100, await host.Earned(memberId, "credit-city", "2027-09-09T12:00:00+08:00", LineBody(10_000)));

        await host.Api.Enrol(
            memberId,
            new()
            {
                ["identityVerified"] = true,
                ["creditGrade"] = "A",
                ["programmes"] = new JsonArray(),
            }
        );

        Assert.Equal(150, await host.Earned(memberId, "credit-city", "2027-09-09T12:00:00+08:00", LineBody(10_000)));
    }

    [Theory]
    [InlineData(10, 10, true, 200)]
    [InlineData(9, 11, true, 100)]
    [InlineData(10, 10, false, 100)]
    public async Task A_liking_for_dresses_earns_twice_on_dresses_and_needs_consent(
        int dresses,
        int others,
        bool consents,
        long points
    )
    {
        var memberId = await host.Member("clothing", personalisation: consents);
        JsonObject[] history =
        [
            .. Enumerable.Range(0, dresses).Select(_ => LineBody(100, "dress")),
            .. Enumerable.Range(0, others).Select(_ => LineBody(100, "jeans")),
        ];
        await host.Earned(memberId, "clothing", "2027-09-01T12:00:00+08:00", history);

        Assert.Equal(
            points + 100,
            await host.Earned(
                memberId,
                "clothing",
                "2027-09-02T12:00:00+08:00",
                LineBody(10_000, "dress"),
                LineBody(10_000, "jeans")
            )
        );
    }

    [Fact]
    public async Task What_was_bought_is_forgotten_with_the_consent_to_look_at_it()
    {
        var memberId = await host.Member("clothing", personalisation: true);
        await host.Earned(
            memberId,
            "clothing",
            "2027-09-01T12:00:00+08:00",
            [.. Enumerable.Range(0, 20).Select(_ => LineBody(100, "dress"))]
        );
        await Consent(false);
        await Consent(true);

        Assert.Equal(
            100,
            await host.Earned(memberId, "clothing", "2027-09-02T12:00:00+08:00", LineBody(10_000, "dress"))
        );

        async Task Consent(bool given) =>
            (
                await host.Api.Enrol(
                    memberId,
                    new()
                    {
                        ["identityVerified"] = true,
                        ["programmes"] = new JsonArray(),
                        ["consents"] = new JsonObject { ["personalisation"] = given },
                    }
                )
            ).Expect(HttpStatusCode.OK);
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
    public async Task Energy_saving_is_rewarded_once_an_order() =>
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
    public async Task Points_last_as_long_as_the_programme_says(string programmeId, string? expiresOn)
    {
        var memberId = await host.Member(programmeId);
        await host.Earned(memberId, programmeId, "2027-09-09T12:00:00+08:00", LineBody(10_000));

        Assert.Equal(
            expiresOn,
            (await host.Api.Wallet(memberId, programmeId)).Body["lots"]![0]!["expiresOn"]?.GetValue<string>()
        );
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

    [Fact]
    public async Task What_a_merchant_is_shown_tells_nothing_of_age_grade_or_tier()
    {
        var (memberId, purchase) = (
            await host.Member("railway-senior", "1950-01-01"),
            PurchaseBody("railway-senior", 10_000, at: DateTimeOffset.Parse("2027-11-30T12:00:00+08:00", null))
        );

        var shown = await host.Api.Send(
            HttpMethod.Post,
            $"/api/members/{memberId}/accruals",
            await host.Api.MerchantToken("railway-senior"),
            purchase,
            "k-1"
        );

        Assert.Equal(1_500, shown.Expect(HttpStatusCode.Created).Number("points"));
        Assert.Equal(
            ["base", "member"],
            shown.Body["explanation"]!.AsArray().Select(line => line!["rule"]!.GetValue<string>())
        );
        Assert.DoesNotContain(
            "senior\"",
            shown.Raw.Replace("railway-senior", "", StringComparison.Ordinal),
            StringComparison.Ordinal
        );
        Assert.Contains(
            "\"senior\"",
            (
                await host.Api.Send(
                    HttpMethod.Get,
                    $"/api/members/{memberId}/wallets/railway-senior/entries",
                    await host.Api.MemberToken(memberId)
                )
            ).Raw,
            StringComparison.Ordinal
        );
    }
}
