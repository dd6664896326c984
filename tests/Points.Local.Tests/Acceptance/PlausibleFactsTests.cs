using System.Net;
using System.Text.Json.Nodes;
using static Points.Tests.Api;

namespace Points.Local.Tests.Acceptance;

/// <summary>Facts that cannot be true are refused, with the name of the field.</summary>
public sealed class PlausibleFactsTests : IAsyncLifetime
{
    private RunningHost _host = null!;

    private Api Api => _host.Api;

    public async ValueTask InitializeAsync()
    {
        _host = await RunningHost.Start();
        await Api.SetClock("2027-03-10T12:00:00+08:00");
    }

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task A_journey_in_2080_makes_nobody_a_senior()
    {
        var memberId = await Api.EnrolNewMember("railway-senior");
        var purchase = PurchaseBody("railway-senior", 1_000, "ticket", _host.Clock.GetUtcNow());
        purchase["lines"]![0]!["serviceOn"] = "2080-01-01";

        (await Api.Accrue(memberId, purchase)).ExpectProblem(
            HttpStatusCode.BadRequest,
            "invalid-request",
            "lines[0].serviceOn"
        );
        purchase["lines"]![0]!["serviceOn"] = "2028-04-01";
        (await Api.Accrue(memberId, purchase)).Expect(HttpStatusCode.Created);
    }

    [Theory]
    [InlineData("birthDate", "1899-12-31")]
    [InlineData("birthDate", "2027-03-12")]
    [InlineData("pets[0].birthday", "0001-01-01")]
    [InlineData("pets[0].birthday", "1899-12-31")]
    [InlineData("pets[0].birthday", "2027-03-12")]
    public async Task A_birthday_is_from_1900_to_today(string field, string day)
    {
        var profile = new JsonObject { ["identityVerified"] = true, ["programmes"] = new JsonArray("pet-shop") };
        if (field == "birthDate")
            profile[field] = day;
        else
            profile["pets"] = new JsonArray(new JsonObject { ["name"] = "Mimi", ["birthday"] = day });

        (await Api.Enrol($"m-{Guid.NewGuid():N}", profile)).ExpectProblem(
            HttpStatusCode.BadRequest,
            "invalid-request",
            field
        );
    }

    [Fact]
    public async Task A_purchase_before_1970_is_refused()
    {
        var memberId = await Api.EnrolNewMember("supermarket");
        var purchase = PurchaseBody("supermarket", 10, "old", DateTimeOffset.UnixEpoch.AddDays(-1));

        (
            await Api.Send(
                HttpMethod.Post,
                $"/api/members/{memberId}/accruals",
                await Api.OperatorToken(),
                purchase,
                key: "old"
            )
        ).ExpectProblem(HttpStatusCode.BadRequest, "invalid-request", "occurredAt");
    }

    [Theory]
    [InlineData("9999-12-31")]
    [InlineData("2127-03-11")]
    public async Task A_revision_is_announced_for_a_hundred_years_ahead_at_most(string day) =>
        (
            await Api.Announce("supermarket", day, document => document["rewards"]![0]!["name"]!["en"] = "New")
        ).ExpectProblem(HttpStatusCode.BadRequest, "invalid-request", "effectiveOn");

    [Fact]
    public async Task Given_points_that_are_valid_until_the_last_day_of_the_calendar_Then_purchases_are_booked()
    {
        var document = (
            await Api.Send(HttpMethod.Get, "/api/programmes/fruit-shop/revisions/1", await Api.OperatorToken())
        ).Body["document"]!.AsObject();
        document["programmeId"] = "for-ever";
        document["merchants"]![0]!["merchantId"] = "for-ever";
        document["rewards"] = new JsonArray();
        document["validity"] = new JsonObject { ["kind"] = "fixed-date", ["on"] = "9999-12-31" };
        var token = await Api.OperatorToken();
        (await Api.Send(HttpMethod.Post, "/api/programmes/for-ever/revisions", token, document)).Expect(
            HttpStatusCode.Created
        );
        (await Api.AnnounceRevision("for-ever", 1, "2027-03-10")).Expect(HttpStatusCode.OK);
        await Api.SetClock("2027-03-11T12:00:00+08:00");
        var memberId = await Api.EnrolNewMember("for-ever");

        await Api.EarnPoints(memberId, "for-ever", 10, _host.Clock.GetUtcNow());
        await Api.RunJob("ExpirySweep");
        await Api.RunJob("ExpiryReminders");

        Assert.Equal(10, (await Api.Wallet(memberId, "for-ever")).Available);
    }
}
