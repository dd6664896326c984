using System.Net;
using System.Text.Json.Nodes;
using static Points.Tests.Api;

namespace Points.Local.Tests.Acceptance;

/// <summary>Reversals: in whole or in part, at any age, into the lots that the points came from.</summary>
public sealed class ReversalTests(AcceptanceHost host)
{
    private readonly Api _api = host.Api;

    [Fact]
    public async Task A_redemption_is_reversed_piece_by_piece_up_to_its_quantity()
    {
        var memberId = await _api.EnrolNewMember("fast-food");
        await _api.EarnPoints(memberId, "fast-food", 1_000);
        var id = (await _api.Redeem(memberId, RedemptionBody("fast-food", "meal", quantity: 3))).Text("redemptionId");

        var first = (await _api.Reverse(memberId, id, "member", quantity: 1, key: "k")).Expect(HttpStatusCode.OK);
        var again = await _api.Reverse(memberId, id, "member", quantity: 1, key: "k");
        (await _api.Reverse(memberId, id, "member", quantity: 3)).ExpectProblem(
            HttpStatusCode.Conflict,
            "limit-reached"
        );
        var rest = (await _api.Reverse(memberId, id, "member")).Expect(HttpStatusCode.OK);

        Assert.Equal(first with { Replayed = true }, again);
        Assert.Equal(
            ("partly-reversed", 200, 1, 600),
            (first.Text("status"), first.Number("points"), first.Number("quantity"), first.Available)
        );
        Assert.Equal(("reversed", 400, 1_000), (rest.Text("status"), rest.Number("points"), rest.Available));
        (await _api.Reverse(memberId, id, "member")).ExpectProblem(HttpStatusCode.Conflict, "already-settled");
        var shown = (
            await _api.Send(
                HttpMethod.Get,
                $"/api/members/{memberId}/redemptions/{id}",
                await _api.MemberToken(memberId)
            )
        ).Expect(HttpStatusCode.OK);
        Assert.Equal(
            ["completed", "partly-reversed", "reversed"],
            shown.Body["history"]!.AsArray().Select(it => it!["status"]!.GetValue<string>())
        );
    }

    [Fact]
    public async Task Only_the_honouring_merchant_or_an_operator_may_reverse_and_must_give_a_reason()
    {
        var memberId = await _api.EnrolNewMember("fast-food");
        await _api.EarnPoints(memberId, "fast-food", 200);
        var id = (await _api.Redeem(memberId, RedemptionBody("fast-food", "meal"))).Text("redemptionId");
        var body = new JsonObject { ["by"] = "merchant", ["reason"] = "sold out" };

        (await _api.ChangeRedemption(memberId, id, "reverse", await _api.MerchantToken("cinema"), body)).ExpectProblem(
            HttpStatusCode.Forbidden,
            "forbidden"
        );
        (await _api.ChangeRedemption(memberId, id, "reverse", await _api.MemberToken(memberId), body)).ExpectProblem(
            HttpStatusCode.Forbidden,
            "forbidden"
        );
        (await _api.ChangeRedemption(memberId, id, "reverse", await _api.MerchantToken("fast-food"), [])).ExpectProblem(
            HttpStatusCode.BadRequest,
            "invalid-request",
            "by",
            "reason"
        );
        (await _api.ChangeRedemption(memberId, id, "reverse", await _api.MerchantToken("fast-food"), body)).Expect(
            HttpStatusCode.OK
        );
    }

    [Fact]
    public async Task Reversed_points_return_to_their_lots_and_keep_their_expiry()
    {
        await using var own = await RunningHost.Start();
        var api = own.Api;
        var memberId = await api.EnrolNewMember("fast-food");
        await api.SetClock("2027-01-10T12:00:00+08:00");
        await api.EarnPoints(memberId, "fast-food", 150, DateTimeOffset.Parse("2027-01-10T12:00:00+08:00", null));
        await api.SetClock("2027-05-10T12:00:00+08:00");
        await api.EarnPoints(memberId, "fast-food", 150, DateTimeOffset.Parse("2027-05-10T12:00:00+08:00", null));
        var before = await api.Wallet(memberId, "fast-food");
        var id = (await api.Redeem(memberId, RedemptionBody("fast-food", "meal"))).Text("redemptionId");

        await api.SetClock("2028-06-10T12:00:00+08:00");
        await api.Reverse(memberId, id, "member");

        Assert.Equivalent(before.Lots, (await api.Wallet(memberId, "fast-food")).Lots, strict: true);
    }

    /// <summary>Law L13, with the numbers of the airline's programme.</summary>
    [Fact]
    public async Task When_the_airline_cancels_Then_expired_miles_return_usable_with_ten_percent_compensation_once()
    {
        await using var own = await RunningHost.Start();
        var api = own.Api;
        await api.SetClock("2027-01-10T12:00:00+08:00");
        var memberId = await api.EnrolNewMember("airline");
        await api.EarnPoints(memberId, "airline", 10_000, DateTimeOffset.Parse("2027-01-10T12:00:00+08:00", null));
        var budget = (
            await api.Send(HttpMethod.Get, "/api/programmes/airline/budget", await api.OperatorToken())
        ).Number("issued");
        var flight = (await api.Redeem(memberId, RedemptionBody("airline", "award-flight"))).Expect(
            HttpStatusCode.Created
        );
        Assert.Equal("2030-01-31", flight.Body["lots"]![0]!["expiresOn"]!.GetValue<string>());

        await api.SetClock("2030-03-05T12:00:00+08:00");
        var reversed = (await api.Reverse(memberId, flight.Text("redemptionId"), "merchant", key: "k")).Expect(
            HttpStatusCode.OK
        );

        Assert.Equal(
            (10_000, 1_000, 11_000),
            (reversed.Number("points"), reversed.Number("compensationPoints"), reversed.Available)
        );
        Assert.Equal(
            [(10_000L, "2030-04-04"), (1_000L, "2033-03-31")],
            reversed.Body["wallet"]!["lots"]!
                .AsArray()
                .Select(lot => (lot!["points"]!.GetValue<long>(), lot["expiresOn"]!.GetValue<string>()))
        );
        (await api.Reverse(memberId, flight.Text("redemptionId"), "merchant")).ExpectProblem(
            HttpStatusCode.Conflict,
            "already-settled"
        );
        Assert.Equal(
            budget,
            (await api.Send(HttpMethod.Get, "/api/programmes/airline/budget", await api.OperatorToken())).Number(
                "issued"
            ) + budget
        );
        (await api.Redeem(memberId, RedemptionBody("airline", "award-flight"))).Expect(HttpStatusCode.Created);
    }

    [Fact]
    public async Task Compensation_of_partial_reversals_adds_up_to_that_of_the_whole()
    {
        var memberId = await _api.EnrolNewMember("airline");
        await _api.EarnPoints(memberId, "airline", 20_000);
        var id = (await _api.Redeem(memberId, RedemptionBody("airline", "award-flight", quantity: 2))).Text(
            "redemptionId"
        );

        var (first, second) = (
            await _api.Reverse(memberId, id, "merchant", quantity: 1),
            await _api.Reverse(memberId, id, "merchant", quantity: 1)
        );

        Assert.Equal(
            (1_000, 1_000, 22_000),
            (first.Number("compensationPoints"), second.Number("compensationPoints"), second.Available)
        );
    }

    [Fact]
    public async Task A_reversal_at_the_members_request_returns_the_miles_without_compensation()
    {
        var memberId = await _api.EnrolNewMember("airline");
        await _api.EarnPoints(memberId, "airline", 10_000);
        var id = (await _api.Redeem(memberId, RedemptionBody("airline", "award-flight"))).Text("redemptionId");

        Assert.Equal(
            (0, 10_000),
            (
                (await _api.Reverse(memberId, id, "member")).Number("compensationPoints"),
                (await _api.Wallet(memberId, "airline")).Available
            )
        );
    }

    [Fact]
    public async Task A_reversal_frees_the_limit_of_its_period()
    {
        await using var own = await RunningHost.Start();
        var api = own.Api;
        await api.SetClock("2027-02-01T12:00:00+08:00");
        var memberId = await api.EnrolNewMember("green");
        await api.EarnPoints(memberId, "green", 2_000, DateTimeOffset.Parse("2027-02-01T12:00:00+08:00", null));
        var id = (await api.Redeem(memberId, RedemptionBody("green", "spring-gift-pack"))).Text("redemptionId");
        (await api.Redeem(memberId, RedemptionBody("green", "spring-gift-pack"))).ExpectProblem(
            HttpStatusCode.Conflict,
            "limit-reached"
        );

        await api.Reverse(memberId, id, "member");

        (await api.Redeem(memberId, RedemptionBody("green", "spring-gift-pack"))).Expect(HttpStatusCode.Created);
    }

    [Fact]
    public async Task A_hold_cannot_be_reversed()
    {
        var memberId = await _api.EnrolNewMember("hotel");
        await _api.EarnPoints(memberId, "hotel", 600);
        var id = (
            await _api.Redeem(
                memberId,
                RedemptionBody(
                    "hotel",
                    "late-checkout",
                    holdUntil: TimeProvider.System.GetUtcNow().AddDays(1).ToString("O")
                )
            )
        ).Text("redemptionId");

        (await _api.Reverse(memberId, id, "merchant")).ExpectProblem(HttpStatusCode.Conflict, "not-eligible");
    }
}
