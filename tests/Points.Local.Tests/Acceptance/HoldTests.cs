using System.Net;
using static Points.Tests.Api;

namespace Points.Local.Tests.Acceptance;

/// <summary>Holds: points that wait until the reward is given.</summary>
public sealed class HoldTests(AcceptanceHost host)
{
    private readonly Api _api = host.Api;

    private static string Tomorrow => TimeProvider.System.GetUtcNow().AddDays(1).ToString("O");

    [Fact]
    public async Task A_hold_lowers_the_available_points_at_once_and_names_its_lots()
    {
        var memberId = await Guest(1_000);

        var held = (await _api.Redeem(memberId, RedemptionBody("hotel", "late-checkout", holdUntil: Tomorrow))).Expect(
            HttpStatusCode.Created
        );

        Assert.Equal(("held", 600, 400), (held.Text("status"), held.Number("points"), held.Available));
        Assert.Equal(
            (600, "hotel"),
            (held.Body["lots"]![0]!["points"]!.GetValue<long>(), held.Body["lots"]![0]!["issuedBy"]!.GetValue<string>())
        );
        Assert.Equal(600, (await _api.Wallet(memberId, "hotel")).Held);
        (await _api.Redeem(memberId, RedemptionBody("hotel", "city-guide"))).ExpectProblem(
            HttpStatusCode.Conflict,
            "not-enough-points"
        );
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_repeated_hold_gets_the_first_answer_with_and_without_a_chosen_end(bool hasEnd)
    {
        var (memberId, body) = (await Guest(1_000), RedemptionBody("hotel", "late-checkout"));
        body["mode"] = "hold";
        if (hasEnd)
            body["holdUntil"] = TimeProvider
                .System.GetUtcNow()
                .AddDays(1)
                .ToOffset(TimeSpan.FromHours(8))
                .ToString("O");

        var (first, again) = (await _api.Redeem(memberId, body, "k"), await _api.Redeem(memberId, body, "k"));

        Assert.Equal(first.Expect(HttpStatusCode.Created) with { Replayed = true }, again);
    }

    [Fact]
    public async Task A_hold_is_confirmed_at_most_once_and_a_repeat_gets_the_first_answer()
    {
        var (memberId, hotel) = (await Guest(1_000), await _api.MerchantToken("hotel"));
        var id = (await _api.Redeem(memberId, RedemptionBody("hotel", "late-checkout", holdUntil: Tomorrow))).Text(
            "redemptionId"
        );

        var (first, again) = (
            await _api.ChangeRedemption(memberId, id, "confirm", hotel, key: "k"),
            await _api.ChangeRedemption(memberId, id, "confirm", hotel, key: "k")
        );

        Assert.Equal(first.Expect(HttpStatusCode.OK) with { Replayed = true }, again);
        (await _api.ChangeRedemption(memberId, id, "confirm", hotel)).ExpectProblem(
            HttpStatusCode.Conflict,
            "already-settled"
        );
        (await _api.ChangeRedemption(memberId, id, "cancel", hotel)).ExpectProblem(
            HttpStatusCode.Conflict,
            "already-settled"
        );
        Assert.Equal(
            (400, 0),
            ((await _api.Wallet(memberId, "hotel")).Available, (await _api.Wallet(memberId, "hotel")).Held)
        );
    }

    [Fact]
    public async Task A_cancelled_hold_returns_its_points_and_cannot_be_confirmed()
    {
        var memberId = await Guest(1_000);
        var id = (await _api.Redeem(memberId, RedemptionBody("hotel", "late-checkout", holdUntil: Tomorrow))).Text(
            "redemptionId"
        );

        (await _api.ChangeRedemption(memberId, id, "cancel", await _api.MemberToken(memberId))).Expect(
            HttpStatusCode.OK
        );

        (await _api.ChangeRedemption(memberId, id, "confirm", await _api.MerchantToken("hotel"))).ExpectProblem(
            HttpStatusCode.Conflict,
            "already-settled"
        );
        Assert.Equal(1_000, (await _api.Wallet(memberId, "hotel")).Available);
        Assert.Equal(
            "cancelled",
            (
                await _api.Send(
                    HttpMethod.Get,
                    $"/api/members/{memberId}/redemptions/{id}",
                    await _api.MemberToken(memberId)
                )
            ).Text("status")
        );
    }

    [Fact]
    public async Task A_hold_ends_by_itself_to_the_second_and_cannot_be_ended_again()
    {
        await using var own = await RunningHost.Start();
        var api = own.Api;
        var memberId = await api.EnrolNewMember("hotel");
        await api.EarnPoints(memberId, "hotel", 1_000);
        var until = own.Clock.GetUtcNow().AddDays(2);
        var id = (
            await api.Redeem(memberId, RedemptionBody("hotel", "late-checkout", holdUntil: until.ToString("O")))
        ).Text("redemptionId");
        await api.SetClock(until.AddSeconds(-5).ToString("O"));
        Assert.Equal(600, (await api.Wallet(memberId, "hotel")).Held);

        await api.SetClock(until.ToString("O"));

        Assert.Equal(
            (1_000, 0),
            ((await api.Wallet(memberId, "hotel")).Available, (await api.Wallet(memberId, "hotel")).Held)
        );
        Assert.Equal(
            "expired",
            (
                await api.Send(HttpMethod.Get, $"/api/members/{memberId}/redemptions/{id}", await api.OperatorToken())
            ).Text("status")
        );
        (await api.ChangeRedemption(memberId, id, "confirm", await api.MerchantToken("hotel"))).ExpectProblem(
            HttpStatusCode.Conflict,
            "hold-expired"
        );
        (await api.ChangeRedemption(memberId, id, "cancel", await api.MemberToken(memberId))).ExpectProblem(
            HttpStatusCode.Conflict,
            "hold-expired"
        );
        Assert.Equal(2, (await api.Ledger(memberId, "hotel")).Count);

        // The job books the end that already counts. Running it twice changes nothing.
        await api.SetClock(until.AddSeconds(2).ToString("O"));
        await api.RunJob("HoldRelease");
        await api.RunJob("HoldRelease");
        Assert.Equal(
            ["accrual", "hold", "hold-expiry"],
            (await api.Ledger(memberId, "hotel")).Select(entry => entry["kind"]!.GetValue<string>())
        );
        (await api.Redeem(memberId, RedemptionBody("hotel", "late-checkout"))).Expect(HttpStatusCode.Created);
    }

    [Fact]
    public async Task A_merchant_that_cancels_a_hold_pays_compensation()
    {
        var memberId = await _api.EnrolNewMember("airline");
        await _api.EarnPoints(memberId, "airline", 10_000);
        var id = (await _api.Redeem(memberId, RedemptionBody("airline", "award-flight", holdUntil: Tomorrow))).Text(
            "redemptionId"
        );

        var cancelled = (
            await _api.ChangeRedemption(memberId, id, "cancel", await _api.MerchantToken("airline"))
        ).Expect(HttpStatusCode.OK);

        Assert.Equal(
            (10_000, 1_000, 11_000),
            (
                cancelled.Number("points"),
                cancelled.Number("compensationPoints"),
                (await _api.Wallet(memberId, "airline")).Available
            )
        );
    }

    private async Task<string> Guest(long points)
    {
        var memberId = await _api.EnrolNewMember("hotel");
        await _api.EarnPoints(memberId, "hotel", points);
        return memberId;
    }
}
