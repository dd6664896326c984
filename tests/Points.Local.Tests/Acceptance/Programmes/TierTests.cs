using System.Net;
using System.Text.Json.Nodes;
using static Points.Tests.Api;

namespace Points.Local.Tests.Acceptance.Programmes;

/// <summary>Members reach the tiers of the mall.</summary>
public sealed class TierTests(ProgrammesHost host) : IClassFixture<ProgrammesHost>
{
    private const string At = "2027-11-30T12:00:00+08:00";

    [Fact]
    public async Task Gold_takes_5000_yuan_and_six_visits()
    {
        var memberId = await host.Member("mall-tiers");
        Assert.Equal("silver", await Tier(memberId));

        for (var visit = 1; visit <= 5; visit++)
            await host.Earned(memberId, "mall-tiers", At, LineBody(99_999));
        Assert.Equal("silver", await Tier(memberId));
        Assert.Equal(0, await host.Earned(memberId, "mall-tiers", At, LineBody(4)));
        Assert.Equal("silver", await Tier(memberId));

        var reaching = (await host.Purchase(memberId, "mall-tiers", At, LineBody(100))).Expect(HttpStatusCode.Created);
        Assert.Equal((1, "gold"), (reaching.Number("points"), reaching.Body["wallet"]!["tier"]!.GetValue<string>()));
        Assert.Equal(150, await host.Earned(memberId, "mall-tiers", At, LineBody(10_000)));
    }

    [Fact]
    public async Task High_spending_in_few_visits_does_not_reach_gold()
    {
        var memberId = await host.Member("mall-tiers");
        for (var visit = 1; visit <= 5; visit++)
            await host.Earned(memberId, "mall-tiers", At, LineBody(1_000_000));

        Assert.Equal("silver", await Tier(memberId));
    }

    [Fact]
    public async Task Platinum_takes_20000_yuan_and_twenty_visits_and_earns_twice()
    {
        var memberId = await host.Member("mall-tiers");
        for (var visit = 1; visit <= 19; visit++)
            await host.Earned(memberId, "mall-tiers", At, LineBody(100_000));
        Assert.Equal("gold", await Tier(memberId));

        await host.Earned(memberId, "mall-tiers", At, LineBody(100_000));

        Assert.Equal("platinum", await Tier(memberId));
        Assert.Equal(200, await host.Earned(memberId, "mall-tiers", At, LineBody(10_000)));
    }

    [Fact]
    public async Task A_refund_takes_the_tier_that_its_purchase_brought_at_once_and_merchants_are_not_told()
    {
        var memberId = await host.Member("mall-tiers");
        for (var visit = 1; visit <= 19; visit++)
            await host.Earned(memberId, "mall-tiers", At, LineBody(100));
        var sofa = PurchaseBody("mall-tiers", 2_000_000, at: DateTimeOffset.Parse(At, null));
        Assert.Equal(
            "platinum",
            (string)(await host.Api.Accrue(memberId, sofa)).Expect(HttpStatusCode.Created).Body["wallet"]!["tier"]!
        );

        var refund = await host.Api.Send(
            HttpMethod.Post,
            $"/api/members/{memberId}/refunds",
            await host.Api.MerchantToken("mall-tiers"),
            new JsonObject
            {
                ["programmeId"] = "mall-tiers",
                ["merchantId"] = "mall-tiers",
                ["orderId"] = (string)sofa["orderId"]!,
                ["refundId"] = "r",
                ["amountFen"] = 2_000_000,
            },
            "k"
        );

        Assert.DoesNotContain("silver", refund.Expect(HttpStatusCode.Created).Raw, StringComparison.Ordinal);
        Assert.Equal("silver", await Tier(memberId));
        Assert.Equal(100, await host.Earned(memberId, "mall-tiers", At, LineBody(10_000)));
    }

    [Fact]
    public async Task A_merchant_is_not_shown_the_tier()
    {
        var memberId = await host.Member("mall-tiers");
        var shown = await host.Api.Send(
            HttpMethod.Post,
            $"/api/members/{memberId}/accruals",
            await host.Api.MerchantToken("mall-tiers"),
            PurchaseBody("mall-tiers", 100, at: DateTimeOffset.Parse(At, null)),
            "k"
        );

        Assert.DoesNotContain("tier\":", shown.Expect(HttpStatusCode.Created).Raw, StringComparison.Ordinal);
    }

    private async Task<string?> Tier(string memberId) => (await host.Api.Wallet(memberId, "mall-tiers")).Tier;
}
