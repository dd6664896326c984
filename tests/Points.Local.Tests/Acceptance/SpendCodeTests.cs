using System.Net;
using System.Text.Json.Nodes;
using static Points.Tests.Api;

namespace Points.Local.Tests.Acceptance;

/// <summary>A merchant needs the member's spend code: one code, one redemption, one minute.</summary>
public sealed class SpendCodeTests(AcceptanceHost host)
{
    private readonly Api _api = host.Api;

    [Fact]
    public async Task Given_no_valid_code_When_a_merchant_redeems_Then_refused()
    {
        var memberId = await NewMember(400);

        (await Redeem(memberId, null)).ExpectProblem(HttpStatusCode.BadRequest, "invalid-request", "memberCode");
        (await Redeem(memberId, "123456789012345678")).ExpectProblem(HttpStatusCode.Conflict, "spend-code-invalid");
        Assert.Equal(400, (await _api.Wallet(memberId, "fast-food")).Available);
    }

    [Theory]
    [InlineData("voucher", 1_000_000)]
    [InlineData("credit-gift", null)]
    [InlineData("festival-box", null)]
    public async Task Given_an_invalid_code_Then_every_member_gets_the_same_refusal(string rewardId, int? points)
    {
        var (graded, funded) = ($"m-{Guid.NewGuid():N}", $"m-{Guid.NewGuid():N}");
        foreach (var (memberId, grade) in new[] { (graded, "A"), (funded, "C") })
            await _api.Enrol(
                memberId,
                new()
                {
                    ["identityVerified"] = true,
                    ["creditGrade"] = grade,
                    ["programmes"] = new JsonArray("credit-city"),
                }
            );
        await _api.EarnPoints(funded, "credit-city", 10_000);

        foreach (var memberId in (string[])[graded, funded])
        {
            var body = RedemptionBody("credit-city", rewardId, points);
            body["memberCode"] = "123456789012345678";
            (
                await _api.Send(
                    HttpMethod.Post,
                    $"/api/members/{memberId}/redemptions",
                    await _api.MerchantToken("credit-city"),
                    body,
                    Guid.NewGuid().ToString()
                )
            ).ExpectProblem(HttpStatusCode.Conflict, "spend-code-invalid");
        }
    }

    [Fact]
    public async Task A_code_is_valid_for_one_redemption_and_its_repeats()
    {
        var memberId = await NewMember(400);
        var code = await _api.CreateSpendCode(memberId, "fast-food", "meal");

        var (first, again) = (await Redeem(memberId, code, "k"), await Redeem(memberId, code, "k"));

        Assert.Equal(first.Expect(HttpStatusCode.Created) with { Replayed = true }, again);
        (await Redeem(memberId, code)).ExpectProblem(HttpStatusCode.Conflict, "spend-code-invalid");
        Assert.Equal(200, (await _api.Wallet(memberId, "fast-food")).Available);
    }

    [Fact]
    public async Task A_new_code_replaces_the_previous_one_and_another_members_code_is_invalid()
    {
        var (memberId, other) = (await NewMember(400), await NewMember(400));
        var (old, foreign) = (
            await _api.CreateSpendCode(memberId, "fast-food", "meal"),
            await _api.CreateSpendCode(other, "fast-food", "meal")
        );
        var present = await _api.CreateSpendCode(memberId, "fast-food", "meal");

        (await Redeem(memberId, old)).ExpectProblem(HttpStatusCode.Conflict, "spend-code-invalid");
        (await Redeem(memberId, foreign)).ExpectProblem(HttpStatusCode.Conflict, "spend-code-invalid");
        (await Redeem(memberId, present)).Expect(HttpStatusCode.Created);
    }

    [Fact]
    public async Task A_code_is_valid_up_to_its_cap()
    {
        var memberId = await NewMember(400);

        (await Redeem(memberId, await _api.CreateSpendCode(memberId, "fast-food", "meal", points: 199))).ExpectProblem(
            HttpStatusCode.Conflict,
            "spend-code-invalid"
        );
        (await Redeem(memberId, await _api.CreateSpendCode(memberId, "fast-food", "meal", points: 200))).Expect(
            HttpStatusCode.Created
        );
    }

    [Fact]
    public async Task A_code_for_another_merchant_reward_or_programme_is_refused_alike_and_not_used_up()
    {
        const string Alliance = "convenience-alliance";
        var memberId = $"m-{Guid.NewGuid():N}";
        await _api.Enrol(
            memberId,
            new() { ["identityVerified"] = true, ["programmes"] = new JsonArray(Alliance, "fast-food") }
        );
        await _api.EarnPoints(memberId, Alliance, 5_000);
        await _api.EarnPoints(memberId, "fast-food", 200);
        var refused = new List<Reply>();
        foreach (
            var (code, merchantId, programmeId, rewardId) in new[]
            {
                (SpendCodeBody(Alliance, merchantId: "tea-house"), "cinema", Alliance, "movie-ticket"),
                (SpendCodeBody(Alliance, rewardId: "milk-tea"), "cinema", Alliance, "movie-ticket"),
                (SpendCodeBody("fast-food", merchantId: "fast-food"), "cinema", Alliance, "movie-ticket"),
                (SpendCodeBody(Alliance, "movie-ticket", points: 2_999), "cinema", Alliance, "movie-ticket"),
            }
        )
        {
            var redemption = RedemptionBody(programmeId, rewardId);
            redemption["memberCode"] = (await _api.RequestSpendCode(memberId, code)).Text("code");
            refused.Add(await Post(memberId, merchantId, redemption));
        }
        Assert.All(refused, it => it.ExpectProblem(HttpStatusCode.Conflict, "spend-code-invalid"));
        Assert.Single(refused.Select(it => it.Text("detail")).Distinct());

        var tea = RedemptionBody(Alliance, "milk-tea");
        tea["memberCode"] = await _api.CreateSpendCode(memberId, Alliance, merchantId: "tea-house", points: 1_500);
        (await Post(memberId, "cinema", tea)).ExpectProblem(HttpStatusCode.Conflict, "spend-code-invalid");
        (await Post(memberId, "tea-house", tea)).Expect(HttpStatusCode.Created);
    }

    [Fact]
    public async Task A_code_below_the_price_does_not_tell_what_the_member_has()
    {
        var memberId = await NewMember(400);
        var many = RedemptionBody("fast-food", "meal", quantity: 1_000);
        many["memberCode"] = await _api.CreateSpendCode(memberId, "fast-food", "meal", points: 200);

        (await Post(memberId, "fast-food", many)).ExpectProblem(HttpStatusCode.Conflict, "spend-code-invalid");
    }

    [Fact]
    public async Task A_code_expires_after_a_minute()
    {
        await using var own = await RunningHost.Start();
        var memberId = await own.Api.EnrolNewMember("fast-food");
        await own.Api.EarnPoints(memberId, "fast-food", 400);
        var (inTime, late) = (own.Clock.GetUtcNow().AddSeconds(55), own.Clock.GetUtcNow().AddSeconds(120));
        var code = await own.Api.CreateSpendCode(memberId, "fast-food", "meal");
        await own.Api.SetClock(inTime.ToString("O"));
        (await Redeem(own.Api, memberId, code)).Expect(HttpStatusCode.Created);

        code = await own.Api.CreateSpendCode(memberId, "fast-food", "meal");
        await own.Api.SetClock(late.ToString("O"));

        (await Redeem(own.Api, memberId, code)).ExpectProblem(HttpStatusCode.Conflict, "spend-code-invalid");
    }

    [Fact]
    public async Task A_refused_redemption_does_not_use_up_the_code()
    {
        var memberId = await NewMember(100);
        var code = await _api.CreateSpendCode(memberId, "fast-food", "meal");
        (await Redeem(memberId, code)).ExpectProblem(HttpStatusCode.Conflict, "not-enough-points");
        await _api.EarnPoints(memberId, "fast-food", 100);

        (await Redeem(memberId, code)).Expect(HttpStatusCode.Created);
    }

    [Fact]
    public async Task Of_fifty_parallel_redemptions_with_one_code_one_succeeds()
    {
        var memberId = await NewMember(20_000);
        var code = await _api.CreateSpendCode(memberId, "fast-food", "meal");

        var replies = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => Redeem(memberId, code)));

        Assert.Single(replies, reply => reply.Status == HttpStatusCode.Created);
        Assert.Equal(19_800, (await _api.Wallet(memberId, "fast-food")).Available);
    }

    private Task<Reply> Redeem(string memberId, string? code, string? key = null) => Redeem(_api, memberId, code, key);

    private static async Task<Reply> Redeem(Api api, string memberId, string? code, string? key = null)
    {
        var body = RedemptionBody("fast-food", "meal");
        if (code is not null)
            body["memberCode"] = code;
        return await Post(memberId, "fast-food", body, key, api);
    }

    private Task<Reply> Post(string memberId, string merchantId, JsonObject body) =>
        Post(memberId, merchantId, body, key: null, _api);

    private static async Task<Reply> Post(string memberId, string merchantId, JsonObject body, string? key, Api api) =>
        await api.Send(
            HttpMethod.Post,
            $"/api/members/{memberId}/redemptions",
            await api.MerchantToken(merchantId),
            body,
            key ?? Guid.NewGuid().ToString()
        );

    private Task<string> NewMember(long points) => _api.EnrolNewMemberWithPoints("fast-food", points);
}
