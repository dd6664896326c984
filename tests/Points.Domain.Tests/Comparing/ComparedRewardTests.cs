using Points.Domain.Programmes.Changes;
using Points.Domain.Tests.Programmes;
using static Points.Domain.Tests.Comparing.ComparisonSample;

namespace Points.Domain.Tests.Comparing;

/// <summary>What each kind of change of rewards means for members (law L2).</summary>
public sealed class ComparedRewardTests
{
    [Theory]
    [InlineData("rewards[0]", null, "rewards[box]", Effect.Adverse)]
    [InlineData(
        "rewards[4]",
        """{ "rewardId": "new", "kind": "goods", "name": { "zh": "新", "en": "New" }, "price": { "points": 1 } }""",
        "rewards[new]",
        Effect.Favourable
    )]
    [InlineData("rewards[0].kind", "\"service\"", "rewards[box].kind", Effect.Adverse)]
    [InlineData("rewards[0].name.zh", "\"箱\"", "rewards[box].name.zh", Effect.Adverse)]
    [InlineData("rewards[0].merchantId", null, "rewards[box].merchantId", Effect.Neutral)]
    [InlineData("rewards[0].price.points", "490", "rewards[box].price.points", Effect.Favourable)]
    [InlineData("rewards[0].price.points", "510", "rewards[box].price.points", Effect.Adverse)]
    [InlineData("rewards[1].price.pointsPerYuan", "90", "rewards[voucher].price.pointsPerYuan", Effect.Favourable)]
    [InlineData("rewards[1].price.minimumPoints", "200", "rewards[voucher].price.minimumPoints", Effect.Adverse)]
    [InlineData("rewards[1].price.minimumPoints", null, "rewards[voucher].price.minimumPoints", Effect.Favourable)]
    [InlineData(
        "rewards[0].price.windows[0].points",
        "450",
        "rewards[box].price.windows[2027-06-15].points",
        Effect.Favourable
    )]
    [InlineData(
        "rewards[0].price.windows[1]",
        """{ "points": 400, "yearly": ["06-06"] }""",
        "rewards[box].price.windows[06-06]",
        Effect.Favourable
    )]
    [InlineData(
        "rewards[0].price.windows[1]",
        """{ "points": 600, "from": "2027-12-01", "to": "2027-12-31" }""",
        "rewards[box].price.windows[2027-12-01]",
        Effect.Adverse
    )]
    [InlineData("rewards[0].price.discounts[0]", null, "rewards[box].price.discounts[good]", Effect.Adverse)]
    [InlineData(
        "rewards[0].price.discounts[0].discount",
        "0.8",
        "rewards[box].price.discounts[good].discount",
        Effect.Favourable
    )]
    [InlineData("rewards[0].price.bounds.highest", "700", "rewards[box].price.bounds.highest", Effect.Adverse)]
    [InlineData("rewards[0].price.bounds", null, "rewards[box].price.bounds", Effect.Adverse)]
    [InlineData("rewards[0].worthFen", "300", "rewards[box].worthFen", Effect.Adverse)]
    [InlineData("rewards[0].stock", "90", "rewards[box].stock", Effect.Adverse)]
    [InlineData("rewards[0].stock", null, "rewards[box].stock", Effect.Favourable)]
    [InlineData("rewards[0].limits.perMember", "3", "rewards[box].limits", Effect.Favourable)]
    [InlineData("rewards[0].limits", null, "rewards[box].limits", Effect.Favourable)]
    [InlineData("rewards[1].limits", """{ "perMember": 9, "per": "day" }""", "rewards[voucher].limits", Effect.Adverse)]
    [InlineData("rewards[0].hold", """{ "maxHours": 48 }""", "rewards[box].hold", Effect.Favourable)]
    [InlineData("rewards[0].hold", """{ "maxHours": 23 }""", "rewards[box].hold", Effect.Adverse)]
    [InlineData("rewards[0].hold", """{ "maxHours": 48, "maxPieces": 1 }""", "rewards[box].hold", Effect.Adverse)]
    [InlineData("rewards[1].hold", """{ "maxHours": 9600 }""", "rewards[voucher].hold", Effect.Adverse)]
    [InlineData("rewards[0].eligible.ageAtLeast", "16", "rewards[box].eligible.ageAtLeast", Effect.Favourable)]
    [InlineData("rewards[1].eligible", """{ "tiers": ["gold"] }""", "rewards[voucher].eligible", Effect.Adverse)]
    [InlineData("rewards[0].onSaleFrom", "\"2027-01-22T10:00:00+08:00\"", "rewards[box].onSaleFrom", Effect.Adverse)]
    [InlineData("rewards[0].headStart.hours", "48", "rewards[box].headStart.hours", Effect.Adverse)]
    [InlineData("rewards[1].validDays", "60", "rewards[voucher].validDays", Effect.Adverse)]
    [InlineData("rewards[2].minimumBillFen", "1000", "rewards[coupon].minimumBillFen", Effect.Favourable)]
    [InlineData("rewards[3].maximumOffsetFen", "4000", "rewards[offset].maximumOffsetFen", Effect.Adverse)]
    [InlineData("rewards[0].compensationRate", "0.05", "rewards[box].compensationRate", Effect.Adverse)]
    [InlineData(
        "rewards[0].restrictions.admission.from",
        "\"09:00\"",
        "rewards[box].restrictions.admission.from",
        Effect.Adverse
    )]
    [InlineData(
        "rewards[0].restrictions.weekdays",
        """["mon"]""",
        "rewards[box].restrictions.weekdays",
        Effect.Adverse
    )]
    [InlineData(
        "rewards[0].restrictions.blackout[0]",
        null,
        "rewards[box].restrictions.blackout[2027-10-01]",
        Effect.Favourable
    )]
    [InlineData("rewards[0].cashProduct.priceFen", "600", "rewards[box].cashProduct.priceFen", Effect.Neutral)]
    public void A_change_of_rewards_is_rated(string changedPath, string? json, string reportedPath, Effect effect) =>
        AssertChange(changedPath, json, reportedPath, effect);

    [Fact]
    public void Stating_the_default_of_a_hold_is_no_change() =>
        Assert.Empty(FindChanges(CompleteDocument.WithChange("rewards[0].hold", """{ "maxHours": 24 }""")));

    [Fact]
    public void Given_a_new_stock_or_a_lower_limit_Then_the_shorter_hold_that_follows_is_listed_too()
    {
        Assert.Contains(
            ("rewards[offset].hold", """{"maxHours":24,"maxPieces":2}""", Effect.Adverse),
            FindChanges(CompleteDocument.WithChange("rewards[3].stock", "10"))
                .Select(it => (it.Path, $"{it.To}", it.Effect))
        );
        Assert.Contains(
            ("rewards[box].hold", """{"maxHours":24,"maxPieces":1}""", Effect.Adverse),
            FindChanges(CompleteDocument.WithChange("rewards[0].limits.perMember", "1"))
                .Select(it => (it.Path, $"{it.To}", it.Effect))
        );
    }
}
