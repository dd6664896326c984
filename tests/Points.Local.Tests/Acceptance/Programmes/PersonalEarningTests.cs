using System.Net;
using System.Text.Json.Nodes;
using static Points.Tests.Api;

namespace Points.Local.Tests.Acceptance.Programmes;

/// <summary>What purchases earn by age, credit grade and purchase history, and what merchants see of that.</summary>
public sealed class PersonalEarningTests(ProgrammesHost host) : IClassFixture<ProgrammesHost>
{
    [Theory]
    [InlineData("1967-09-09", null, 15_000)]
    [InlineData("1967-09-10", null, 1_000)]
    [InlineData("1967-09-10", "2027-09-10", 15_000)]
    [InlineData("1967-09-11", "2027-09-10", 1_000)]
    [InlineData(null, null, 1_000)]
    public async Task A_traveller_aged_60_on_the_day_of_travel_earns_15_times_the_points(
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
    public async Task A_changed_grade_counts_from_the_next_purchase()
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
    public async Task An_affinity_for_dresses_doubles_points_on_dresses_and_needs_consent(
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
    public async Task Withdrawing_the_consent_deletes_the_purchase_history()
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

    [Fact]
    public async Task A_merchant_is_shown_nothing_about_age_grade_or_tier()
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
