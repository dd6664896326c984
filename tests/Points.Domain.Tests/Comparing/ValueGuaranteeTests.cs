using System.Text.Json.Nodes;
using Points.Domain.Comparing;
using Points.Domain.Programmes;
using Points.Domain.Tests.Programmes;

namespace Points.Domain.Tests.Comparing;

/// <summary>What points buy in a programme that guarantees their value never gets worse (价值保障).</summary>
public sealed class ValueGuaranteeTests
{
    private static readonly DateTimeOffset Now = new(2027, 3, 1, 12, 0, 0, TimeSpan.FromHours(8));

    [Theory]
    [InlineData("valueGuaranteed", null, "valueGuaranteed")]
    [InlineData("validity.months", "23", "validity")]
    [InlineData("validity", """{ "kind": "fixed-date", "on": "2030-01-01" }""", "validity")]
    [InlineData("settlement.fenPer100Points", "99", "settlement.fenPer100Points")]
    [InlineData("rewards[2]", null, "rewards")]
    [InlineData("rewards[0].price.points", "510", "rewards[0].price")]
    [InlineData("rewards[0].price.windows[0].points", "501", "rewards[0].price")]
    [InlineData("rewards[0].price.bounds.highest", "601", "rewards[0].price")]
    [InlineData("rewards[0].worthFen", "399", "rewards[0].price")]
    [InlineData("rewards[0].eligible.ageAtLeast", "19", "rewards[0].price")]
    [InlineData("rewards[1].price.pointsPerYuan", "101", "rewards[1].price")]
    [InlineData("rewards[1].price.minimumPoints", "101", "rewards[1].price")]
    [InlineData("rewards[2].minimumBillFen", "2001", "rewards[2].minimumBillFen")]
    [InlineData("rewards[3].maximumOffsetFen", "4999", "rewards[3].maximumOffsetFen")]
    public void What_would_make_it_worse_is_refused(string changedPath, string? json, string path) =>
        Assert.Equal([path], FindPaths(changedPath, json));

    [Theory]
    [InlineData("rewards[0].stock", "1")]
    [InlineData("rewards[1].stock", "1000000")]
    [InlineData("rewards[0].limits.perMember", "1")]
    [InlineData("rewards[1].limits", """{ "perMember": 1 }""")]
    [InlineData("rewards[1].validDays", "89")]
    [InlineData("rewards[2].validDays", "90")]
    [InlineData("rewards[0].restrictions.weekdays", """["mon"]""")]
    [InlineData("rewards[0].restrictions.admission.to", "\"17:59\"")]
    [InlineData("rewards[0].restrictions.blackout[1]", """{ "yearly": ["06-06"] }""")]
    public void A_reward_must_not_disappear_bit_by_bit(string changedPath, string json) =>
        Assert.StartsWith("rewards[", Assert.Single(FindPaths(changedPath, json)), StringComparison.Ordinal);

    public static readonly TheoryData<string> Clocks = new()
    {
        "2026-11-29T12:00:00+08:00",
        "2027-06-15T00:00:00+08:00",
        "2028-04-10T12:00:00+08:00",
        "2031-02-28T23:59:00+08:00",
        "2035-12-31T12:00:00+08:00",
    };

    [Theory]
    [MemberData(nameof(Clocks))]
    public void Whatever_the_day_a_date_that_is_over_hides_nothing(string clock)
    {
        var now = DateTimeOffset.Parse(clock, System.Globalization.CultureInfo.InvariantCulture);
        var before = RevisedSupermarket.Document(("valueGuaranteed", "true"));
        before["rewards"]!
            .AsArray()
            .Add(
                JsonNode.Parse(
                    """
                    {
                      "rewardId": "box", "kind": "goods", "name": { "zh": "盒", "en": "Box" },
                      "merchantId": "supermarket", "price": { "points": 500 }
                    }
                    """
                )
            );
        AssertRefused("rewards[0].price", "rewards.0.price.pointsPerYuan", "500");
        AssertRefused("rewards[0].price", "rewards.0.price", DearerWith("2024-01-01", "2024-01-02"));
        AssertRefused("rewards[0].price", "rewards.0.price", DearerWith("2020-02-29", "2023-12-31"));
        AssertRefused("rewards[0].price", "rewards.0.price", DearerWith("2098-01-01", "2099-12-31"));
        AssertRefused("rewards[0].price", "rewards.0.eligible", """{ "from": "2024-01-01", "groups": ["x"] }""");
        AssertRefused("rewards[0].price", "rewards.0.eligible", """{ "to": "2099-01-01" }""");
        AssertRefused(
            "rewards[1].price",
            "rewards.1.price.windows",
            """[ { "points": 10000, "from": "2024-01-01" } ]"""
        );
        AssertRefused("rewards[1].price", "rewards.1.price.windows", """[ { "points": 501, "yearly": ["02-29"] } ]""");
        AssertRefused("rewards[1].price", "rewards.1.eligible", """{ "from": "2024-01-01", "ageAtLeast": 99 }""");
        AssertRefused("rewards[1].price", "rewards.1.eligible", """{ "yearly": ["01-01"], "from": "2025-06-01" }""");
        AssertRefused("rewards[1].price", "rewards.1.onSaleFrom", "\"2036-02-01T00:00:00+08:00\"");
        Assert.Empty(Find("rewards.1.onSaleFrom", "\"2026-01-31T00:00:00+08:00\""));
        Assert.Empty(
            Find("rewards.1.price.windows", """[ { "points": 900, "from": "2024-01-01", "to": "2024-02-01" } ]""")
        );

        void AssertRefused(string path, string part, string json) =>
            Assert.Equal((path, part, json), (Find(part, json).FirstOrDefault(), part, json));

        IEnumerable<string> Find(string part, string json)
        {
            var after = before.DeepClone().AsObject();
            RevisedSupermarket.Set(after, part, json);
            return ValueGuarantee
                .FindViolations(RevisedSupermarket.Read(after), [RevisedSupermarket.Read(before)], now)
                .Select(it => it.Path);
        }

        static string DearerWith(string from, string to) =>
            $$"""
                {
                  "pointsPerYuan": 500, "minimumPoints": 1000,
                  "discounts": [ { "id": "old", "discount": 0.9, "when": { "from": "{{from}}", "to": "{{to}}" } } ]
                }
                """;
    }

    [Theory]
    [InlineData("rewards[0].price.points", "490")]
    [InlineData("rewards[1].price.pointsPerYuan", "90")]
    [InlineData("validity", """{ "kind": "lifetime" }""")]
    [InlineData("settlement.fenPer100Points", "101")]
    [InlineData("earning.base[1].pointsPerYuan", "0.5")]
    [InlineData("rewards[0].name.en", "\"Large box\"")]
    public void What_makes_it_better_or_leaves_it_alone_is_not(string changedPath, string json) =>
        Assert.Empty(FindPaths(changedPath, json));

    [Fact]
    public void A_programme_without_the_promise_may_change_with_notice() =>
        Assert.Empty(
            ValueGuarantee.FindViolations(
                Read("rewards[0].price.points", "510", isGuaranteed: false),
                [Read("name.en", "\"Shop\"", isGuaranteed: false)],
                Now
            )
        );

    [Fact]
    public void Prices_of_days_that_are_over_do_not_count()
    {
        var later = Now.AddYears(1);

        Assert.Empty(
            ValueGuarantee.FindViolations(
                Read("rewards[0].price.windows[0].points", "900"),
                [Read("name.en", "\"Shop\"")],
                later
            )
        );
    }

    private static IEnumerable<string> FindPaths(string changedPath, string? json) =>
        ValueGuarantee
            .FindViolations(Read(changedPath, json), [Read("name.en", "\"Shop\"")], Now)
            .Select(it => it.Path);

    private static ProgrammeTerms Read(string changedPath, string? json, bool isGuaranteed = true)
    {
        var promised = CompleteDocument.WithChange("valueGuaranteed", isGuaranteed ? "true" : "false");
        Assert.True(
            CompleteDocument.Read(CompleteDocument.Change(promised, changedPath, json)).TryGetValue(out var terms)
        );
        return terms;
    }
}
