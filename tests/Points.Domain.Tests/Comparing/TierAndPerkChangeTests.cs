using System.Text.Json.Nodes;
using static Points.Domain.Tests.Comparing.RevisedSupermarket;

namespace Points.Domain.Tests.Comparing;

/// <summary>What a changed tier or perk takes away elsewhere: grants, and coupons with a minimum bill.</summary>
public sealed class TierAndPerkChangeTests
{
    private const string BasicRule = """[ { "id": "more", "times": 2, "when": { "tiers": ["basic"] } } ]""";

    [Theory]
    [InlineData(1_000_000, 0)]
    [InlineData(100_001, 0)]
    [InlineData(100_000, 3)]
    public void A_tier_that_is_harder_to_reach_is_adverse_also_if_only_a_grant_is_lost(long spend, int visits) =>
        AssertAdverse(WithTiers(100_000, 0, "gold"), WithTiers(spend, visits, "gold"));

    [Fact]
    public void A_tier_that_is_easier_to_reach_is_adverse_if_a_grant_is_for_the_tier_below()
    {
        var adverse = AssertAdverse(WithTiers(100_000, 0, "basic", ""), WithTiers(90_000, 0, "basic", ""));

        Assert.Equal(
            "A member who is basic today and would be gold is given 50 points today and would not be",
            adverse.Example
        );
    }

    [Theory]
    [InlineData(0.9, 0.85)]
    [InlineData(0.99, 0.98)]
    [InlineData(0.5, 0.45)]
    [InlineData(1, 0.97)]
    public void A_deeper_perk_that_brings_a_bill_below_the_minimum_of_a_coupon_is_adverse(double before, double after)
    {
        foreach (var when in new[] { "{}", """{ "categories": ["fresh"] }""", """{ "spendAtLeastFen": 100 }""" })
        foreach (var minimum in new[] { 10_000, 9_999, 333 })
            AssertAdverse(WithPerk("a", before, when, minimum), WithPerk("a", after, when, minimum));
    }

    [Fact]
    public void The_example_is_the_bill() =>
        Assert.Equal(
            "A member's bill of ¥111.11 with Coupon comes to ¥80 today and would come to ¥94.45",
            AssertAdverse(WithPerk("a", 0.9, "{}", 10_000), WithPerk("a", 0.85, "{}", 10_000)).Example
        );

    [Fact]
    public void A_deeper_perk_that_saves_more_than_the_coupon_is_not() =>
        AssertNotAdverse(WithPerk("a", 0.9, "{}", 10_000, worth: 100), WithPerk("b", 0.5, "{}", 10_000, worth: 100));

    private static JsonObject WithTiers(long spend, int visits, string granted, string rules = BasicRule) =>
        Document(
            (
                "tiers",
                $$"""
                {
                  "window": { "months": 12 },
                  "levels": [
                    { "tier": "basic", "name": { "zh": "普", "en": "basic" } },
                    {
                      "tier": "gold", "name": { "zh": "金", "en": "gold" },
                      "spendFen": {{spend}}, "visits": {{visits}}
                    }
                  ]
                }
                """
            ),
            ("earning.multipliers", rules.Length > 0 ? rules : "[]"),
            (
                "grants",
                $$"""
                [
                  {
                    "id": "gift", "points": 50, "limit": { "times": 1, "per": "year" },
                    "when": { "tiers": ["{{granted}}"] }
                  }
                ]
                """
            )
        );

    private static JsonObject WithPerk(string id, double discount, string when, int minimum, int worth = 2_000)
    {
        var document = Document(
            ("perks", discount == 1 ? "[]" : $$"""[ { "id": "{{id}}", "discount": {{discount}}, "when": {{when}} } ]""")
        );
        AddCoupon(document, Math.Min(worth, minimum), minimum, points: 5_000);
        return document;
    }
}
