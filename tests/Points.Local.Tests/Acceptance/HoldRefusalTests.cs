using System.Net;
using System.Text.Json.Nodes;
using static Points.Tests.Api;

namespace Points.Local.Tests.Acceptance;

/// <summary>Refused holds, confirmations and cancellations.</summary>
public sealed class HoldRefusalTests(AcceptanceHost host)
{
    private readonly Api _api = host.Api;

    private static string Tomorrow => TimeProvider.System.GetUtcNow().AddDays(1).ToString("O");

    [Theory]
    [InlineData("mode", "\"maybe\"", "mode")]
    [InlineData("holdUntil", "\"2030-01-01T00:00:00Z\"", "holdUntil")]
    [InlineData("billFen", "100", "billFen")]
    public async Task A_refusal_names_the_field_that_does_not_fit_a_redemption(string field, string json, string error)
    {
        var body = RedemptionBody("hotel", "late-checkout");
        body[field] = JsonNode.Parse(json);

        (await _api.Redeem(await Guest(1_000), body)).ExpectProblem(
            HttpStatusCode.BadRequest,
            "invalid-request",
            error
        );
    }

    [Fact]
    public async Task A_hold_must_end_in_the_future_and_within_400_days()
    {
        var memberId = await Guest(1_000);

        foreach (var days in (int[])[-1, 401])
            (
                await _api.Redeem(
                    memberId,
                    RedemptionBody(
                        "hotel",
                        "late-checkout",
                        holdUntil: TimeProvider.System.GetUtcNow().AddDays(days).ToString("O")
                    )
                )
            ).ExpectProblem(HttpStatusCode.BadRequest, "invalid-request", "holdUntil");
    }

    [Fact]
    public async Task A_frozen_members_hold_can_be_cancelled_but_not_confirmed()
    {
        var memberId = await Guest(1_000);
        var id = (await _api.Redeem(memberId, RedemptionBody("hotel", "late-checkout", holdUntil: Tomorrow))).Text(
            "redemptionId"
        );
        await _api.Send(
            HttpMethod.Post,
            $"/api/members/{memberId}/freeze",
            await _api.OperatorToken(),
            new JsonObject { ["reason"] = "test" }
        );

        (await _api.ChangeRedemption(memberId, id, "confirm", await _api.MerchantToken("hotel"))).ExpectProblem(
            HttpStatusCode.Conflict,
            "member-frozen"
        );
        (await _api.ChangeRedemption(memberId, id, "cancel", await _api.MemberToken(memberId))).Expect(
            HttpStatusCode.OK
        );
    }

    [Fact]
    public async Task A_reward_that_gives_a_voucher_cannot_be_held()
    {
        var memberId = await _api.EnrolNewMember("supermarket");
        await _api.EarnPoints(memberId, "supermarket", 1_000);

        (
            await _api.Redeem(memberId, RedemptionBody("supermarket", "voucher", 1_000, holdUntil: Tomorrow))
        ).ExpectProblem(HttpStatusCode.BadRequest, "invalid-request", "mode");
    }

    [Fact]
    public async Task Only_the_honouring_merchant_or_an_operator_may_confirm()
    {
        var memberId = await Guest(1_000);
        var id = (await _api.Redeem(memberId, RedemptionBody("hotel", "late-checkout", holdUntil: Tomorrow))).Text(
            "redemptionId"
        );

        (await _api.ChangeRedemption(memberId, id, "confirm", await _api.MerchantToken("cinema"))).ExpectProblem(
            HttpStatusCode.Forbidden,
            "forbidden"
        );
        (await _api.ChangeRedemption(memberId, id, "confirm", await _api.MemberToken(memberId))).ExpectProblem(
            HttpStatusCode.Forbidden,
            "forbidden"
        );
        (await _api.ChangeRedemption(memberId, "r-none", "confirm", await _api.OperatorToken())).ExpectProblem(
            HttpStatusCode.NotFound,
            "not-found"
        );
        (await _api.ChangeRedemption(memberId, id, "confirm", await _api.OperatorToken())).Expect(HttpStatusCode.OK);
    }

    private async Task<string> Guest(long points)
    {
        var memberId = await _api.EnrolNewMember("hotel");
        await _api.EarnPoints(memberId, "hotel", points);
        return memberId;
    }
}
