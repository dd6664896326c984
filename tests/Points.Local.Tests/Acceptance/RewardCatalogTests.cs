using System.Net;
using System.Text.Json.Nodes;
using static Points.Tests.Api;

namespace Points.Local.Tests.Acceptance;

/// <summary>The reward catalogue: prices, stock and availability for a member now.</summary>
public sealed class RewardCatalogTests(AcceptanceHost host)
{
    private readonly Api _api = host.Api;

    [Fact]
    public async Task A_member_sees_their_price_in_two_languages_and_why_a_reward_is_not_available()
    {
        var memberId = await _api.EnrolNewMember("fast-food");
        await _api.EarnPoints(memberId, "fast-food", 199);

        var meal = (await _api.RewardCatalog("fast-food", memberId))["meal"];

        Assert.Equal(
            ("超值套餐", "Meal"),
            (meal["name"]!["zh"]!.GetValue<string>(), meal["name"]!["en"]!.GetValue<string>())
        );
        Assert.Equal(
            (200, 200, 2_500),
            (meal["points"]!.GetValue<long>(), meal["listPoints"]!.GetValue<long>(), meal["worthFen"]!.GetValue<long>())
        );
        Assert.Equal(
            (false, "not-enough-points", "200 points are needed and 199 are available."),
            (meal["eligible"]!.GetValue<bool>(), meal["whyCode"]!.GetValue<string>(), meal["why"]!.GetValue<string>())
        );
        Assert.Equal(
            ("goods", "fast-food"),
            (meal["kind"]!.GetValue<string>(), meal["merchantId"]!.GetValue<string>())
        );
        await _api.EarnPoints(memberId, "fast-food", 1);
        meal = (await _api.RewardCatalog("fast-food", memberId))["meal"];
        Assert.True(meal["eligible"]!.GetValue<bool>());
        Assert.Null(meal["why"]);
    }

    [Fact]
    public async Task Sorted_by_cheapest_what_the_member_can_have_comes_first()
    {
        var memberId = await _api.EnrolNewMember("hotel");
        await _api.EarnPoints(memberId, "hotel", 600);

        var sorted = await List($"/api/programmes/hotel/rewards?memberId={memberId}&sort=cheapest");
        var published = await List($"/api/programmes/hotel/rewards?memberId={memberId}");

        Assert.Equal(
            ["room-upgrade", "city-guide", "late-checkout", "dining-discount", "airport-transfer", "free-night"],
            sorted
        );
        Assert.Equal("free-night", published[0]);
    }

    [Fact]
    public async Task The_pages_of_the_catalogue_have_no_gap_and_no_repeat()
    {
        var (token, seen, cursor) = (await _api.OperatorToken(), new List<string>(), "");
        do
        {
            var page = (
                await _api.Send(HttpMethod.Get, $"/api/programmes/hotel/rewards?limit=4{cursor}", token)
            ).Expect(HttpStatusCode.OK);
            seen.AddRange(page.Body["items"]!.AsArray().Select(item => item!["rewardId"]!.GetValue<string>()));
            cursor = page.Body["next"] is { } next ? $"&cursor={next.GetValue<string>()}" : "";
        } while (cursor.Length > 0);

        Assert.Equal(await List("/api/programmes/hotel/rewards"), seen);
        Assert.Equal(6, seen.Count);
    }

    [Fact]
    public async Task Anyone_with_a_token_sees_the_list_and_only_the_member_and_operators_see_a_members_prices()
    {
        var (memberId, path) = (await _api.EnrolNewMember("fast-food"), "/api/programmes/fast-food/rewards");

        foreach (
            var token in (string[])
                [await _api.MemberToken("someone"), await _api.MerchantToken("cinema"), await _api.AuditorToken()]
        )
            (await _api.Send(HttpMethod.Get, path, token)).Expect(HttpStatusCode.OK);
        (await _api.Send(HttpMethod.Get, path, null)).ExpectProblem(HttpStatusCode.Unauthorized, "unauthenticated");
        foreach (var token in (string[])[await _api.MemberToken("someone"), await _api.MerchantToken("fast-food")])
            (await _api.Send(HttpMethod.Get, $"{path}?memberId={memberId}", token)).ExpectProblem(
                HttpStatusCode.Forbidden,
                "forbidden"
            );
        foreach (
            var token in (string[])
                [await _api.MemberToken(memberId), await _api.OperatorToken(), await _api.AuditorToken()]
        )
            Assert.NotNull(
                (await _api.Send(HttpMethod.Get, $"{path}?memberId={memberId}", token)).Expect(HttpStatusCode.OK).Body[
                    "items"
                ]![0]!["eligible"]
            );
        Assert.Null((await _api.Send(HttpMethod.Get, path, await _api.OperatorToken())).Body["items"]![0]!["eligible"]);
        (await _api.Send(HttpMethod.Get, "/api/programmes/dragon/rewards", await _api.OperatorToken())).ExpectProblem(
            HttpStatusCode.NotFound,
            "not-found"
        );
        foreach (var forged in (string[])["gAAAAAAAAAA", "8AAAAAAAAAA", "AAAAAAAAAAA"])
            (await _api.Send(HttpMethod.Get, $"{path}?cursor={forged}", await _api.OperatorToken())).ExpectProblem(
                HttpStatusCode.BadRequest,
                "invalid-request",
                "cursor"
            );
        (await _api.Send(HttpMethod.Get, $"{path}?sort=dearest", await _api.OperatorToken())).ExpectProblem(
            HttpStatusCode.BadRequest,
            "invalid-request",
            "sort"
        );
    }

    [Fact]
    public async Task An_operator_sets_a_price_only_within_its_published_bounds()
    {
        await using var own = await RunningHost.Start();
        var (api, operators) = (own.Api, await own.Api.OperatorToken());
        var memberId = await api.EnrolNewMember("green");
        await api.EarnPoints(memberId, "green", 1_000);

        Assert.Equal(150, (await Set(150, "eco-bag")).Expect(HttpStatusCode.OK).Number("points"));
        var bag = (await api.RewardCatalog("green", memberId))["eco-bag"];
        Assert.Equal((150, 200), (bag["points"]!.GetValue<long>(), bag["listPoints"]!.GetValue<long>()));
        Assert.Equal(
            150,
            (await api.Redeem(memberId, RedemptionBody("green", "eco-bag")))
                .Expect(HttpStatusCode.Created)
                .Number("points")
        );

        (await Set(149, "eco-bag")).ExpectProblem(HttpStatusCode.UnprocessableEntity, "terms-not-allowed", "points");
        (await Set(301, "eco-bag")).ExpectProblem(HttpStatusCode.UnprocessableEntity, "terms-not-allowed", "points");
        (await Set(800, "spring-gift-pack")).ExpectProblem(
            HttpStatusCode.UnprocessableEntity,
            "terms-not-allowed",
            "points"
        );
        (await Set(150, "dragon")).ExpectProblem(HttpStatusCode.NotFound, "not-found");
        (
            await api.Send(
                HttpMethod.Put,
                "/api/programmes/green/rewards/eco-bag/price",
                await api.MerchantToken("green"),
                new JsonObject { ["points"] = 200 }
            )
        ).ExpectProblem(HttpStatusCode.Forbidden, "forbidden");
        Assert.Equal(150, (await api.RewardCatalog("green", memberId))["eco-bag"]["points"]!.GetValue<long>());

        Task<Reply> Set(long points, string rewardId) =>
            api.Send(
                HttpMethod.Put,
                $"/api/programmes/green/rewards/{rewardId}/price",
                operators,
                new JsonObject { ["points"] = points }
            );
    }

    private async Task<string[]> List(string path) =>
        [
            .. (await _api.Send(HttpMethod.Get, path, await _api.OperatorToken())).Expect(HttpStatusCode.OK).Body[
                "items"
            ]!
                .AsArray()
                .Select(item => item!["rewardId"]!.GetValue<string>()),
        ];
}
