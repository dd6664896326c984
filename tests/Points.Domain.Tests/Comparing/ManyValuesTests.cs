using System.Text.Json.Nodes;
using Points.Domain.Programmes.Changes;
using static Points.Domain.Tests.Comparing.RevisedSupermarket;

namespace Points.Domain.Tests.Comparing;

/// <summary>
/// Whoever is left out of a long list loses, however long the list is, and whatever else gets better.
/// </summary>
public sealed class ManyValuesTests
{
    public static readonly TheoryData<string, int, int> Lists = new()
    {
        { "merchants", 30, 29 },
        { "merchants", 25, 24 },
        { "merchants", 30, 24 },
        { "merchants", 40, 39 },
        { "categories", 30, 29 },
        { "categories", 99, 98 },
        { "anyTag", 30, 29 },
        { "groups", 60, 59 },
        { "channels", 27, 26 },
    };

    [Theory]
    [MemberData(nameof(Lists))]
    public void In_a_multiplier_under_another_id(string list, int before, int after) =>
        AssertAdverse(
            Document(
                ("earning.multipliers", $$"""[ { "id": "double", "times": 2, "when": {{When(list, 0, before)}} } ]""")
            ),
            Document(("earning.multipliers", $$"""[ { "id": "d2", "times": 2, "when": {{When(list, 0, after)}} } ]"""))
        );

    [Theory]
    [MemberData(nameof(Lists))]
    public void In_a_bonus_that_is_split(string list, int before, int after) =>
        AssertAdverse(
            Document(("earning.bonuses", $$"""[ { "id": "x", "points": 9, "when": {{When(list, 0, before)}} } ]""")),
            Document(
                (
                    "earning.bonuses",
                    $$"""
                    [
                      { "id": "y", "points": 12, "when": {{When(list, 0, 11)}} },
                      { "id": "z", "points": 10, "when": {{When(list, 11, after)}} }
                    ]
                    """
                )
            )
        );

    [Theory]
    [MemberData(nameof(Lists))]
    public void In_a_perk_under_another_id(string list, int before, int after) =>
        AssertAdverse(
            Document(("perks", $$"""[ { "id": "p", "discount": 0.9, "when": {{When(list, 0, before)}} } ]""")),
            Document(("perks", $$"""[ { "id": "q", "discount": 0.85, "when": {{When(list, 0, after)}} } ]"""))
        );

    [Theory]
    [MemberData(nameof(Lists))]
    public void A_multiplier_that_is_split_without_leaving_anybody_out_is_not_adverse(string list, int before, int _) =>
        AssertNotAdverse(
            Document(
                ("earning.multipliers", $$"""[ { "id": "double", "times": 2, "when": {{When(list, 0, before)}} } ]""")
            ),
            Document(
                (
                    "earning.multipliers",
                    $$"""
                    [
                      { "id": "d2", "times": 2, "when": {{When(list, 0, 11)}} },
                      { "id": "d3", "times": 2.1, "when": {{When(list, 11, before)}} }
                    ]
                    """
                )
            )
        );

    [Theory]
    [InlineData(60, 59)]
    [InlineData(30, 29)]
    public void In_the_discount_of_a_reward_under_another_id(int before, int after)
    {
        AssertAdverse(
            Document(("rewards.0.price.discounts", Discount("a", 0.9, before))),
            Document(("rewards.0.price.discounts", Discount("b", 0.8, after)))
        );
        AssertAdverse(
            Document(("rewards.0.eligible", When("groups", 0, before))),
            Document(("rewards.0.eligible", When("groups", 0, after)), ("rewards.0.price.pointsPerYuan", "10"))
        );

        static string Discount(string id, double discount, int count) =>
            $$"""[ { "id": "{{id}}", "discount": {{discount}}, "when": {{When("groups", 0, count)}} } ]""";
    }

    /// <summary>With many changes none is looked at alone, and others get better.</summary>
    [Fact]
    public void Among_many_changes()
    {
        var (before, after) = (With(30, 1000, 2), With(29, 999, 2));

        var adverse = AssertAdverse(before, after);

        Assert.StartsWith("earning.multipliers[double]", adverse.Path, StringComparison.Ordinal);
        Assert.Contains(" at m29 ", adverse.Example, StringComparison.Ordinal);
        Assert.All(Compare(before, With(30, 999, 2)), it => Assert.Equal(Effect.Favourable, it.Effect));

        static JsonObject With(int merchants, int price, int times)
        {
            var document = Document(
                (
                    "earning.multipliers",
                    $$"""[ { "id": "double", "times": {{times}}, "when": {{When("merchants", 0, merchants)}} } ]"""
                )
            );
            for (var number = 0; number < 13; number++)
                document["rewards"]!
                    .AsArray()
                    .Add(
                        JsonNode.Parse(
                            $$"""
                            {
                              "rewardId": "good-{{number}}", "kind": "goods", "name": { "zh": "物", "en": "Good" },
                              "merchantId": "supermarket", "price": { "points": {{price}} }
                            }
                            """
                        )
                    );
            return document;
        }
    }

    [Theory]
    [InlineData("""{ "categories": ["a", "b"], "merchants": ["m0", "m1"] }""")]
    public void A_condition_of_two_lists_that_is_split_and_leaves_out_one_pair_is_adverse(string when) =>
        AssertAdverse(
            Document(("earning.multipliers", $$"""[ { "id": "double", "times": 2, "when": {{when}} } ]""")),
            Document(
                (
                    "earning.multipliers",
                    """
                    [
                      { "id": "d1", "times": 3, "when": { "categories": ["a"], "merchants": ["m0", "m1"] } },
                      { "id": "d2", "times": 3, "when": { "categories": ["b"], "merchants": ["m0"] } }
                    ]
                    """
                )
            )
        );

    private static string When(string list, int from, int to) =>
        new JsonObject
        {
            [list] = new JsonArray([.. Enumerable.Range(from, to - from).Select(number => (JsonNode)$"m{number}")]),
        }.ToJsonString();
}
