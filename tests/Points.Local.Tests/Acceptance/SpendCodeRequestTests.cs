using System.Net;
using System.Text.Json.Nodes;
using static Points.Tests.Api;

namespace Points.Local.Tests.Acceptance;

/// <summary>What a member must say to get a spend code.</summary>
public sealed class SpendCodeRequestTests(AcceptanceHost host)
{
    private readonly Api _api = host.Api;

    [Theory]
    [InlineData("programmeId", "merchantId", "points")]
    [InlineData("programmeId", "rewardId", "points")]
    public async Task A_code_must_name_programme_and_points_and_a_merchant_or_a_reward(params string[] names)
    {
        var memberId = await _api.EnrolNewMember("fast-food");
        var whole = SpendCodeBody("fast-food", rewardId: "meal", merchantId: "fast-food", points: 200);
        var named = new JsonObject(names.Select(it => KeyValuePair.Create(it, whole[it]?.DeepClone())));
        (await _api.RequestSpendCode(memberId, named)).Expect(HttpStatusCode.Created);

        foreach (var missing in names)
        {
            var body = named.DeepClone().AsObject();
            body.Remove(missing);
            (await _api.RequestSpendCode(memberId, body)).ExpectProblem(
                HttpStatusCode.BadRequest,
                "invalid-request",
                missing == "rewardId" ? "merchantId" : missing
            );
        }
        (await _api.RequestSpendCode(memberId, new JsonObject())).ExpectProblem(
            HttpStatusCode.BadRequest,
            "invalid-request",
            "programmeId",
            "points",
            "merchantId"
        );
    }

    [Theory]
    [InlineData("no-programme", null, "fast-food", HttpStatusCode.NotFound, "not-found")]
    [InlineData("fast-food", "no-reward", null, HttpStatusCode.NotFound, "not-found")]
    [InlineData("fast-food", null, "cinema", HttpStatusCode.Conflict, "merchant-not-in-programme")]
    public async Task A_code_that_no_redemption_could_use_is_refused(
        string programmeId,
        string? rewardId,
        string? merchantId,
        HttpStatusCode status,
        string code
    )
    {
        var memberId = await _api.EnrolNewMember("fast-food");

        (await _api.RequestSpendCode(memberId, SpendCodeBody(programmeId, rewardId, merchantId))).ExpectProblem(
            status,
            code
        );
    }
}
