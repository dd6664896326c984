using static Points.Domain.Tests.Programmes.Rules.EarningSample;

namespace Points.Domain.Tests.Programmes.Rules;

public sealed class EarningCapTests
{
    [Fact]
    public void A_daily_cap_counts_all_orders_of_a_day_and_starts_again_the_next_day()
    {
        var terms = TermsWith(
            """
            {
              "base": [ { "id": "base", "pointsPerYuan": 1 } ],
              "caps": [ { "id": "daily", "points": 150, "per": "day" } ]
            }
            """
        );

        var first = terms.Evaluate([Line(10_000)]);
        var second = terms.EarningRules.Evaluate(
            [Line(10_000)],
            Fen.Zero,
            ContextOf([Line(10_000)]),
            first.Counters,
            Today
        );
        var next = terms.EarningRules.Evaluate(
            [Line(10_000)],
            Fen.Zero,
            ContextOf([Line(10_000)]),
            second.Counters,
            Today.AddDays(1)
        );

        Assert.Equal([100L, 50L, 100L], new[] { first, second, next }.Select(earned => earned.Points.Value));
        Assert.Equal("at most 150 points a day, 100 already used", second.Explanation[^1].Because);
    }

    [Fact]
    public void A_campaign_cap_limits_only_the_rules_it_names()
    {
        var terms = TermsWith(
            """
            {
              "base": [ { "id": "base", "pointsPerYuan": 1 } ],
              "multipliers": [ { "id": "spring", "times": 2, "when": {} } ],
              "caps": [ { "id": "spring-most", "points": 30, "per": "campaign", "rules": ["spring"] } ]
            }
            """
        );

        var first = terms.Evaluate([Line(2_000)]);
        var second = terms.EarningRules.Evaluate(
            [Line(2_000)],
            Fen.Zero,
            ContextOf([Line(2_000)]),
            first.Counters,
            Today.AddYears(1)
        );

        Assert.Equal([40L, 30L], new[] { first, second }.Select(earned => earned.Points.Value));
    }

    [Fact]
    public void Points_that_a_wide_cap_removes_do_not_use_up_a_narrow_one()
    {
        var terms = TermsWith(
            """
            {
              "base": [ { "id": "base", "pointsPerYuan": 1 } ],
              "multipliers": [ { "id": "spring", "times": 2 } ],
              "bonuses": [ { "id": "welcome", "points": 10 } ],
              "stacking": "add",
              "caps": [
                { "id": "order", "points": 110, "per": "order" },
                { "id": "spring-most", "points": 50, "per": "campaign", "rules": ["spring"] }
              ]
            }
            """
        );

        // 100 by the base rate and 10 on top come to the order's cap, so nothing of the 50 for spring is used.
        var first = terms.Evaluate([Line(10_000)]);
        var second = terms.EarningRules.Evaluate(
            [Line(4_000)],
            Fen.Zero,
            ContextOf([Line(4_000)]),
            first.Counters,
            Today
        );

        Assert.Equal([110L, 90L], new[] { first, second }.Select(earned => earned.Points.Value));
    }
}
