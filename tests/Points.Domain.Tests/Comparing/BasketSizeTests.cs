using static Points.Domain.Tests.Comparing.RevisedSupermarket;

namespace Points.Domain.Tests.Comparing;

/// <summary>
/// What counts for a line counts as often as there are lines, and large purchases lose by a lower rate.
/// </summary>
public sealed class BasketSizeTests
{
    [Theory]
    [InlineData("\"x\"", 10, 20)]
    [InlineData("\"y\"", 10, 20)]
    [InlineData("\"x\"", 10, 4999)]
    [InlineData("\"z\"", 1, 499)]
    public void A_bonus_of_each_line_that_becomes_one_of_the_order_is_adverse(string id, int before, int after)
    {
        foreach (var when in new[] { "{}", """{ "categories": ["fresh"] }""", """{ "anyTag": ["red"] }""" })
            AssertAdverse(
                Document(
                    (
                        "earning.bonuses",
                        $$"""[ { "id": "x", "points": {{before}}, "per": "line", "when": {{when}} } ]"""
                    )
                ),
                Document(
                    (
                        "earning.bonuses",
                        $$"""[ { "id": {{id}}, "points": {{after}}, "per": "order", "when": {{when}} } ]"""
                    )
                )
            );
    }

    [Fact]
    public void It_is_not_if_the_order_gets_as_much_as_the_largest_basket() =>
        AssertNotAdverse(
            Document(("earning.bonuses", """[ { "id": "x", "points": 10, "per": "line" } ]""")),
            Document(("earning.bonuses", """[ { "id": "x", "points": 5000, "per": "order" } ]"""))
        );

    [Theory]
    [InlineData(0.99, 10_000)]
    [InlineData(0.999, 99_999)]
    [InlineData(0.5, 1_000_000)]
    public void A_bonus_that_does_not_make_up_for_a_lower_rate_of_the_largest_purchases_is_adverse(
        double rate,
        int bonus
    ) =>
        AssertAdverse(
            Document(),
            Document(
                ("earning.base", $$"""[ { "id": "base", "pointsPerYuan": {{rate}} } ]"""),
                ("earning.bonuses", $$"""[ { "id": "x", "points": {{bonus}}, "per": "order" } ]""")
            )
        );
}
