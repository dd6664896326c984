using Points.Domain.Programmes.Rules;
using static Points.Domain.Tests.Programmes.Rules.EarningSample;

namespace Points.Domain.Tests.Programmes.Rules;

public sealed class EarningRulesTests
{
    private const string Base = """ "base": [ { "id": "base", "pointsPerYuan": 1 } ] """;

    [Fact]
    public void The_points_of_the_explanation_add_up_to_the_points_earned()
    {
        var terms = TermsWith(
            $$"""
            { {{Base}},
              "multipliers": [
                { "id": "x", "times": 1.5, "when": { "categories": ["tea"] } },
                { "id": "y", "times": 2 , "when": { "anyTag": ["red"] } }
              ],
              "bonuses": [ { "id": "b", "points": 7, "when": { "categories": ["tea"] } } ],
              "caps": [ { "id": "c", "points": 60, "per": "order" } ]
            }
            """
        );

        var earned = terms.Evaluate([Line(1_999, "tea"), Line(1_999), Line(1_333, "tea", null, "red")]);

        Assert.Equal(60, earned.Points.Value);
        Assert.Equal(
            [("base", 53L), ("x", 10L), ("y", 13L), ("b", 7L), ("c", -23L)],
            earned.Explanation.Select(line => (line.Rule, line.Points.Value))
        );
        Assert.Equal("¥53.31 × 1 per ¥1, rounded down", earned.Explanation[0].Because);
        Assert.Equal("1.5 times the points for ¥19.99", earned.Explanation[1].Because);
        Assert.Equal("at most 60 points an order", earned.Explanation[^1].Because);
    }

    [Theory]
    [InlineData("best-of", 300)]
    [InlineData("add", 350)]
    [InlineData("multiply", 450)]
    public void Multipliers_on_the_same_line_stack_as_the_terms_say(string stacking, long points)
    {
        var terms = TermsWith(
            $$"""
            { {{Base}}, "stacking": "{{stacking}}",
              "multipliers": [
                { "id": "x", "times": 1.5, "when": {} },
                { "id": "y", "times": 3, "when": { "categories": ["tea"] } }
              ]
            }
            """
        );

        Assert.Equal(points, terms.Evaluate([Line(10_000, "tea")]).Points.Value);
        Assert.Equal(150, terms.Evaluate([Line(10_000)]).Points.Value);
    }

    [Fact]
    public void For_each_line_the_first_base_rate_that_applies_counts()
    {
        var terms = TermsWith(
            """
            {
              "base": [
                { "id": "none", "pointsPerYuan": 0, "when": { "categories": ["tobacco"] } },
                { "id": "half", "pointsPerYuan": 0.5, "when": { "merchants": ["kiosk"] } },
                { "id": "usual", "pointsPerYuan": 2 }
              ]
            }
            """
        );

        var earned = terms.Evaluate([Line(10_000, "tobacco"), Line(10_000)]);

        Assert.Equal(
            [("none", 0L), ("usual", 200L)],
            earned.Explanation.Select(line => (line.Rule, line.Points.Value))
        );
    }

    [Fact]
    public void Amounts_paid_with_points_earn_nothing_and_are_spread_over_the_lines()
    {
        var terms = TermsWith(
            $$"""{ {{Base}}, "multipliers": [ { "id": "x", "times": 3, "when": { "categories": ["tea"] } } ] }"""
        );

        // Half is paid with points, so half of each line counts: 50 + 3 × 50.
        Assert.Equal(200, terms.Evaluate([Line(10_000), Line(10_000, "tea")], paidWithPointsFen: 10_000).Points.Value);
        Assert.Equal(0, terms.Evaluate([Line(10_000, "tea")], paidWithPointsFen: 10_000).Points.Value);
        Assert.Empty(terms.Evaluate([Line(10_000, "tea")], paidWithPointsFen: 10_000).Explanation);
    }

    [Theory]
    [InlineData(4_999)]
    [InlineData(499_999)]
    [InlineData(4_999_991)]
    [InlineData(499_999_991)]
    [InlineData(1_234_567_890)]
    public void Equal_lines_earn_equal_shares_in_small_and_in_the_largest_orders(long fen)
    {
        var earned = TermsWith($$"""{ {{Base}} }""").Evaluate([Line(fen), Line(fen)], paidWithPointsFen: 101);

        var half = earned.Points.Value / 2;
        Assert.Equal([half, earned.Points.Value - half], earned.PointsByLine.Select(share => share.Value));
    }

    [Fact]
    public void A_bonus_per_order_is_shared_by_the_lines_it_applies_to()
    {
        var terms = TermsWith(
            """
            {
              "base": [ { "id": "base", "pointsPerYuan": 0 } ],
              "bonuses": [ { "id": "lamp", "points": 40, "when": { "categories": ["lamp"] } } ]
            }
            """
        );

        Assert.Equal(
            [10L, 0, 30, 0],
            terms
                .Evaluate([Line(100, "lamp"), Line(100), Line(300, "lamp"), Line(0, "lamp")])
                .PointsByLine.Select(share => share.Value)
        );
    }

    [Fact]
    public void Fractions_are_rounded_down_once_for_the_whole_order() =>
        Assert.Equal(1, TermsWith($$"""{ {{Base}} }""").Evaluate([Line(50), Line(49), Line(1)]).Points.Value);

    [Theory]
    [InlineData("order", 50)]
    [InlineData("line", 100)]
    public void A_bonus_is_earned_once_per_order_or_line_and_only_for_cash(string per, long points)
    {
        var terms = TermsWith(
            $$"""
            {
              "base": [ { "id": "base", "pointsPerYuan": 0 } ],
              "bonuses": [
                {
                  "id": "lamp", "points": 50, "per": "{{per}}",
                  "when": { "anyTag": ["energy-saving", "water-saving"] }
                }
              ]
            }
            """
        );

        Assert.Equal(
            points,
            terms
                .Evaluate([Line(100, "lamp", null, "energy-saving"), Line(100), Line(100, "tap", null, "water-saving")])
                .Points.Value
        );
        Assert.Equal(0, terms.Evaluate([Line(0, "lamp", null, "energy-saving")]).Points.Value);
        Assert.Equal(
            0,
            terms.Evaluate([Line(100, "lamp", null, "energy-saving")], paidWithPointsFen: 100).Points.Value
        );
    }

    [Fact]
    public void The_multiplier_of_a_tier_applies_to_its_members()
    {
        var terms = TermsWith(
            $$"""{ {{Base}} }""",
            """
            "tiers": {
              "window": { "months": 12 },
              "levels": [ { "tier": "silver" }, { "tier": "gold", "spendFen": 500000, "visits": 6, "times": 1.5 } ]
            },
            """
        );
        var lines = System.Collections.Immutable.ImmutableArray.Create(Line(10_000));

        Assert.Equal(
            150,
            terms
                .EarningRules.Evaluate(lines, Fen.Zero, ContextOf(lines, tier: "gold"), LimitCounters.None, Today)
                .Points.Value
        );
        Assert.Equal(
            100,
            terms
                .EarningRules.Evaluate(lines, Fen.Zero, ContextOf(lines, tier: "silver"), LimitCounters.None, Today)
                .Points.Value
        );
    }

    [Fact]
    public void Rules_about_the_member_are_marked()
    {
        var terms = TermsWith(
            $$"""{ {{Base}}, "multipliers": [ { "id": "senior", "times": 15, "when": { "ageAtLeast": 60 } } ] }"""
        );

        var earned = terms.Evaluate([Line(10_000)], facts: Sample.Verified with { BirthDate = Today.AddYears(-60) });

        Assert.Equal(
            [("base", false), ("senior", true)],
            earned.Explanation.Select(line => (line.Rule, line.IsAboutMember))
        );
    }
}
