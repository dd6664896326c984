using System.Text.Json.Nodes;
using static Points.Domain.Tests.Comparing.RevisedSupermarket;

namespace Points.Domain.Tests.Comparing;

/// <summary>A cap of a longer period can allow less although its number is higher (law L2).</summary>
public sealed class CapChangeTests
{
    private const string Rules = """
        [ { "id": "double", "times": 2 }, { "id": "tea", "times": 3, "when": { "categories": ["tea"] } } ]
        """;

    [Theory]
    [InlineData("""{ "id": "c", "points": 100, "per": "day" }""", """{ "id": "c", "points": 200, "per": "month" }""")]
    [InlineData("""{ "id": "c", "points": 100, "per": "day" }""", """{ "id": "c", "points": 3099, "per": "month" }""")]
    [InlineData("""{ "id": "c", "points": 100, "per": "day" }""", """{ "id": "d", "points": 1500, "per": "month" }""")]
    [InlineData("""{ "id": "c", "points": 100, "per": "order" }""", """{ "id": "c", "points": 300, "per": "day" }""")]
    [InlineData("""{ "id": "c", "points": 100, "per": "order" }""", """{ "id": "c", "points": 9000, "per": "day" }""")]
    [InlineData(
        """{ "id": "c", "points": 9, "per": "order" }""",
        """{ "id": "c", "points": 999999, "per": "month" }"""
    )]
    [InlineData("""{ "id": "c", "points": 500, "per": "day" }""", """{ "id": "c", "points": 499, "per": "day" }""")]
    [InlineData("""{ "id": "c", "points": 500, "per": "day" }""", """{ "id": "c", "points": 499, "per": "order" }""")]
    [InlineData(
        """{ "id": "c", "points": 1000, "per": "month", "rules": ["double"] }""",
        """{ "id": "c", "points": 3000, "per": "campaign", "rules": ["double"] }"""
    )]
    [InlineData(
        """{ "id": "c", "points": 10, "per": "day", "rules": ["double"] }""",
        """{ "id": "c", "points": 1000000, "per": "campaign", "rules": ["double"] }"""
    )]
    [InlineData(
        """{ "id": "c", "points": 1000, "per": "day", "rules": ["double"] }""",
        """{ "id": "c", "points": 2000, "per": "day", "rules": ["double", "tea"] }"""
    )]
    [InlineData(
        """{ "id": "c", "points": 1000, "per": "month", "rules": ["double"] }""",
        """{ "id": "c", "points": 9000, "per": "month" }"""
    )]
    public void What_can_allow_less_is_adverse(string before, string after) => AssertAdverse(With(before), With(after));

    [Theory]
    [InlineData("""{ "id": "c", "points": 100, "per": "day" }""", """{ "id": "d", "points": 150, "per": "day" }""")]
    [InlineData("""{ "id": "c", "points": 100, "per": "day" }""", """{ "id": "d", "points": 100, "per": "day" }""")]
    [InlineData("""{ "id": "c", "points": 100, "per": "day" }""", """{ "id": "c", "points": 3100, "per": "month" }""")]
    [InlineData("""{ "id": "c", "points": 100, "per": "month" }""", """{ "id": "c", "points": 100, "per": "day" }""")]
    [InlineData("""{ "id": "c", "points": 100, "per": "day" }""", """{ "id": "c", "points": 100, "per": "order" }""")]
    [InlineData(
        """{ "id": "c", "points": 1000, "per": "month" }""",
        """{ "id": "c", "points": 1000, "per": "month", "rules": ["double"] }"""
    )]
    [InlineData(
        """{ "id": "c", "points": 1000, "per": "campaign", "rules": ["double", "tea"] }""",
        """{ "id": "x", "points": 1000, "per": "month", "rules": ["tea"] }"""
    )]
    public void What_allows_as_much_or_more_is_not(string before, string after) =>
        AssertNotAdverse(With(before), With(after));

    [Fact]
    public void A_cap_of_a_new_rule_is_not() =>
        AssertNotAdverse(
            Document(("earning.stacking", "\"add\"")),
            Document(
                ("earning.stacking", "\"add\""),
                ("earning.multipliers", """[ { "id": "new", "times": 2 } ]"""),
                ("earning.caps", """[ { "id": "c", "points": 10, "per": "campaign", "rules": ["new"] } ]""")
            )
        );

    [Fact]
    public void A_cap_of_a_rule_that_stands_in_for_another_is_adverse() =>
        AssertAdverse(
            Document(("earning.multipliers", """[ { "id": "old", "times": 2 } ]""")),
            Document(
                ("earning.multipliers", """[ { "id": "new", "times": 2.5 } ]"""),
                ("earning.caps", """[ { "id": "c", "points": 200000000, "per": "campaign", "rules": ["new"] } ]""")
            )
        );

    /// <summary>Of two multipliers the higher one counts, although its cap is used up.</summary>
    [Fact]
    public void A_capped_multiplier_that_takes_the_place_of_one_without_a_cap_is_adverse() =>
        AssertAdverse(
            Document(("earning.bonuses", """[ { "id": "gift", "points": 1, "per": "order" } ]""")),
            Document(
                ("earning.bonuses", """[ { "id": "gift", "points": 2, "per": "order" } ]"""),
                ("earning.caps", """[ { "id": "c", "points": 9000, "per": "campaign", "rules": ["gift"] } ]""")
            )
        );

    [Fact]
    public void The_example_says_what_both_allow() =>
        Assert.Equal(
            "Purchases earn at most 100 points per day today and would earn at most 200 points per calendar month",
            AssertAdverse(
                With("""{ "id": "c", "points": 100, "per": "day" }"""),
                With("""{ "id": "c", "points": 200, "per": "month" }""")
            ).Example
        );

    private static JsonObject With(string cap) =>
        Document(("earning.multipliers", Rules), ("earning.caps", $"[{cap}]"));
}
