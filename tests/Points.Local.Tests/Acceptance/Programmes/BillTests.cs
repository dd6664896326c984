using System.Net;
using System.Text.Json.Nodes;
using static Points.Tests.Api;

namespace Points.Local.Tests.Acceptance.Programmes;

/// <summary>Quotes of bills with perks and rewards.</summary>
public sealed class BillTests(ProgrammesHost host) : IClassFixture<ProgrammesHost>
{
    private const string Before = "2027-11-30T12:00:00+08:00";

    [Theory]
    [InlineData(500_000, 9_000, 90)]
    [InlineData(499_900, 10_000, 100)]
    public async Task With_5000_points_fresh_goods_cost_90_percent(long earnedFen, long payFen, long earns)
    {
        var memberId = await host.Member("supermarket");
        await host.Earned(memberId, "supermarket", Before, LineBody(earnedFen));

        var bill = await Quote(memberId, "supermarket", [LineBody(10_000, "fresh")]);

        Assert.Equal((10_000, payFen, earns), (bill.Number("grossFen"), bill.Number("payFen"), bill.Number("earns")));
    }

    [Fact]
    public async Task The_discount_is_applied_before_the_voucher()
    {
        var memberId = await host.Member("supermarket");
        await host.Earned(memberId, "supermarket", Before, LineBody(600_000));

        var bill = await Quote(memberId, "supermarket", [LineBody(10_000, "fresh"), LineBody(5_000, "tea")], "voucher");

        Assert.Equal(
            [("fresh-90", 1_000L), ("voucher", 2_000L)],
            bill.Body["discounts"]!
                .AsArray()
                .Select(it => (it!["rule"]!.GetValue<string>(), it["amountFen"]!.GetValue<long>()))
        );
        Assert.Equal((12_000, 120), (bill.Number("payFen"), bill.Number("earns")));
        Assert.Equal(6_000, (await host.Api.Wallet(memberId, "supermarket")).Available);
    }

    [Fact]
    public async Task A_restaurant_coupon_takes_50_yuan_off_a_bill_of_200_yuan_or_more()
    {
        var memberId = await host.Member("western-restaurant");
        await host.Earned(memberId, "western-restaurant", Before, LineBody(100_000));

        var bill = await Quote(memberId, "western-restaurant", [LineBody(20_000)], "coupon-50-off-200");

        Assert.Equal((15_000, 150), (bill.Number("payFen"), bill.Number("earns")));
        (await SendQuote(memberId, "western-restaurant", [LineBody(19_999)], "coupon-50-off-200")).ExpectProblem(
            HttpStatusCode.Conflict,
            "not-eligible"
        );
    }

    [Fact]
    public async Task A_bill_that_cannot_be_quoted_is_refused_with_the_reason()
    {
        var memberId = await host.Member("western-restaurant");

        (await SendQuote(memberId, "western-restaurant", [LineBody(20_000)], "coupon-50-off-200")).ExpectProblem(
            HttpStatusCode.Conflict,
            "not-enough-points"
        );
        (await SendQuote(memberId, "western-restaurant", [LineBody(20_000)], "dragon")).ExpectProblem(
            HttpStatusCode.NotFound,
            "not-found"
        );
        (await SendQuote(memberId, "fast-food", [LineBody(20_000)])).ExpectProblem(
            HttpStatusCode.Conflict,
            "member-not-enrolled"
        );
        (await SendQuote(await host.Member("fruit-shop"), "fruit-shop", [LineBody(20_000)], "gift-box")).ExpectProblem(
            HttpStatusCode.BadRequest,
            "invalid-request",
            "rewardIds[0]"
        );
    }

    [Fact]
    public async Task Points_take_at_most_50_yuan_off_a_mall_bill()
    {
        var memberId = await host.Member("mall-tiers");
        await host.Earned(memberId, "mall-tiers", Before, LineBody(1_000_000));

        Assert.Equal(
            15_000,
            (await SendQuote(memberId, "mall-tiers", [LineBody(20_000)], "bill-offset", 5_000))
                .Expect(HttpStatusCode.OK)
                .Number("payFen")
        );
        (await SendQuote(memberId, "mall-tiers", [LineBody(20_000)], "bill-offset", 5_100)).ExpectProblem(
            HttpStatusCode.Conflict,
            "limit-reached"
        );
        (await SendQuote(memberId, "mall-tiers", [LineBody(1_000)], "bill-offset", 5_000)).ExpectProblem(
            HttpStatusCode.Conflict,
            "limit-reached"
        );
        (
            await host.Api.Send(
                HttpMethod.Post,
                $"/api/members/{memberId}/bills/quote",
                await host.Api.MemberToken(memberId),
                new JsonObject
                {
                    ["programmeId"] = "mall-tiers",
                    ["merchantId"] = "mall-tiers",
                    ["lines"] = new JsonArray(LineBody(20_000)),
                    ["rewardIds"] = new JsonArray("bill-offset", "bill-offset"),
                    ["points"] = 3_000,
                }
            )
        ).ExpectProblem(HttpStatusCode.Conflict, "limit-reached");
    }

    private async Task<Reply> Quote(string memberId, string programmeId, JsonObject[] lines, string? rewardId = null) =>
        (await SendQuote(memberId, programmeId, lines, rewardId)).Expect(HttpStatusCode.OK);

    private async Task<Reply> SendQuote(
        string memberId,
        string programmeId,
        JsonObject[] lines,
        string? rewardId = null,
        long? points = null
    )
    {
        var body = new JsonObject
        {
            ["programmeId"] = programmeId,
            ["merchantId"] = programmeId,
            ["lines"] = new JsonArray([.. lines]),
        };
        if (rewardId is not null)
            body["rewardIds"] = new JsonArray(rewardId);
        if (points is not null)
            body["points"] = points;
        return await host.Api.Send(
            HttpMethod.Post,
            $"/api/members/{memberId}/bills/quote",
            await host.Api.MemberToken(memberId),
            body
        );
    }
}
