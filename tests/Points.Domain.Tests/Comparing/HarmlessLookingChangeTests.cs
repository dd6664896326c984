using System.Text.Json;
using Points.Domain.Comparing;
using Points.Domain.Programmes.Changes;
using Points.Domain.Tests.Programmes;
using static Points.Domain.Tests.Comparing.ComparisonSample;

namespace Points.Domain.Tests.Comparing;

/// <summary>Changes that look harmless in a document and take something from members (law L2).</summary>
public sealed class HarmlessLookingChangeTests
{
    [Theory]
    [InlineData("groups", """["insiders"]""")]
    [InlineData("tiers", """["gold"]""")]
    [InlineData("creditGrades", """["A"]""")]
    [InlineData("yearly", """["06-06"]""")]
    public void An_empty_list_of_a_condition_requires_nothing_so_that_filling_it_is_adverse(string field, string list)
    {
        var plain = Document;
        var empty = CompleteDocument.Change(plain, "rewards[1].eligible", $$"""{ "{{field}}": [] }""");
        var filled = CompleteDocument.Change(plain, "rewards[1].eligible", $$"""{ "{{field}}": {{list}} }""");

        Assert.Empty(RevisionComparison.Compare(plain, empty, Now));
        AssertAdverse(empty, filled);
        AssertAdverse(plain, filled);
        Assert.All(RevisionComparison.Compare(filled, empty, Now), it => Assert.Equal(Effect.Favourable, it.Effect));
    }

    [Theory]
    [InlineData("merchants", """["shop"]""")]
    [InlineData("categories", """["tea"]""")]
    [InlineData("anyTag", """["red"]""")]
    [InlineData("channels", """["app"]""")]
    public void That_is_also_true_of_purchases(string field, string list)
    {
        var plain = CompleteDocument.Change(Document, "earning.multipliers[0].when", null);
        var empty = CompleteDocument.Change(plain, "earning.multipliers[0].when", $$"""{ "{{field}}": [] }""");
        var filled = CompleteDocument.Change(plain, "earning.multipliers[0].when", $$"""{ "{{field}}": {{list}} }""");

        Assert.Empty(RevisionComparison.Compare(plain, empty, Now));
        AssertAdverse(empty, filled);
    }

    [Fact]
    public void An_empty_list_of_weekdays_means_every_day()
    {
        var empty = CompleteDocument.WithChange("rewards[0].restrictions.weekdays", "[]");

        AssertAdverse(empty, CompleteDocument.Change(empty, "rewards[0].restrictions.weekdays", """["mon"]"""));
        Assert.All(RevisionComparison.Compare(Document, empty, Now), it => Assert.Equal(Effect.Favourable, it.Effect));
    }

    [Fact]
    public void A_new_level_above_gold_that_gives_less_than_gold_is_adverse()
    {
        var change = AssertAdverse(
            Document,
            CompleteDocument.WithChange(
                "tiers.levels[2]",
                """{ "tier": "gold-lite", "spendFen": 600000, "visits": 6, "times": 1.2, "perks": ["parking"] }"""
            )
        );

        Assert.Equal(
            "A purchase of ¥10 of a member who is gold today and would be gold-lite earns 15 points today and would "
                + "earn 12",
            change.Example
        );
    }

    [Fact]
    public void A_dearer_window_in_front_of_a_cheap_day_is_adverse()
    {
        var lens = CompleteDocument.WithChange(
            "rewards[0].price",
            """{ "points": 2000, "windows": [ { "points": 1500, "yearly": ["06-06"] } ] }"""
        );
        var covered = CompleteDocument.Change(
            lens,
            "rewards[0].price.windows",
            """
            [
              { "points": 1999, "from": "2027-06-01", "to": "2027-06-30" },
              { "points": 1500, "yearly": ["06-06"] }
            ]
            """
        );

        Assert.Contains("6 June 2027", AssertAdverse(lens, covered).Example, StringComparison.Ordinal);
    }

    [Fact]
    public void Another_order_of_price_windows_that_overlap_is_adverse()
    {
        const string cheap = """{ "points": 1500, "yearly": ["06-06"] }""",
            dear = """{ "points": 1999, "from": "2027-06-01", "to": "2027-06-30" }""";

        AssertAdverse(
            CompleteDocument.WithChange(
                "rewards[0].price",
                $$"""{ "points": 2000, "windows": [{{cheap}}, {{dear}}] }"""
            ),
            CompleteDocument.WithChange(
                "rewards[0].price",
                $$"""{ "points": 2000, "windows": [{{dear}}, {{cheap}}] }"""
            )
        );
    }

    [Fact]
    public void A_later_sale_start_is_adverse_whatever_its_offset()
    {
        AssertAdverse(Document, CompleteDocument.WithChange("rewards[0].onSaleFrom", "\"2027-01-21T09:59:00-12:00\""));
        Assert.DoesNotContain(
            RevisionComparison.Compare(
                Document,
                CompleteDocument.WithChange("rewards[0].onSaleFrom", "\"2027-01-21T02:00:00Z\""),
                Now
            ),
            it => it.Effect == Effect.Adverse
        );
    }

    [Theory]
    [InlineData("rewards[0].name.en", "\"Welcome drink\"")]
    [InlineData("rewards[0].name.zh", "\"欢迎饮料\"")]
    [InlineData("rewards[0].kind", "\"service\"")]
    [InlineData("rewards[0].cashProduct", null)]
    [InlineData("issuer.kind", "\"bank\"")]
    [InlineData("issuer.telecomLicence.validUntil", "\"2026-01-01\"")]
    [InlineData("issuer.filings[0].validUntil", "\"2026-01-01\"")]
    [InlineData("settlement", null)]
    [InlineData("notices", null)]
    public void Nothing_else_that_members_count_on_goes_without_notice(string path, string? json) =>
        AssertAdverse(Document, CompleteDocument.WithChange(path, json));

    [Fact]
    public void A_perk_that_brings_a_bill_below_the_minimum_of_a_coupon_is_adverse()
    {
        var before = CompleteDocument.Change(CompleteDocument.WithChange("perks", "[]"), "rewards[2].worthFen", "500");

        var change = AssertAdverse(
            before,
            CompleteDocument.Change(before, "perks", """[ { "id": "all-95", "discount": 0.95 } ]""")
        );

        Assert.Equal(
            "A member's bill of ¥20 with Coupon comes to ¥15 today and would come to ¥19",
            change.Example?.Replace("silver ", "", StringComparison.Ordinal)
        );
    }

    [Fact]
    public void A_multiplier_that_is_replaced_by_a_higher_one_is_not_missed()
    {
        var changes = RevisionComparison.Compare(
            Document,
            CompleteDocument.WithChange(
                "earning.multipliers[0]",
                CompleteDocument.Document.Contains("double", StringComparison.Ordinal)
                    ? """{ "id": "triple", "times": 3 }"""
                    : null
            ),
            Now
        );

        Assert.DoesNotContain(changes, it => it.Effect == Effect.Adverse);
        Assert.Contains(changes, it => it.Effect == Effect.Favourable);
    }

    [Fact]
    public void Of_several_changes_each_is_blamed_for_what_it_does()
    {
        var after = CompleteDocument.Change(
            CompleteDocument.WithChange("earning.base[1].pointsPerYuan", "0.5"),
            "earning.bonuses[0].points",
            "60"
        );

        Assert.Equal(
            [("earning.base[base].pointsPerYuan", Effect.Adverse), ("earning.bonuses[lamp].points", Effect.Favourable)],
            RevisionComparison.Compare(Document, after, Now).Select(it => (it.Path, it.Effect))
        );
    }

    private static JsonElement Document => JsonSerializer.Deserialize<JsonElement>(CompleteDocument.Document);

    private static DocumentChange AssertAdverse(JsonElement before, JsonElement after)
    {
        var adverse = RevisionComparison.Compare(before, after, Now).First(it => it.Effect == Effect.Adverse);
        Assert.NotNull(adverse.Example);
        return adverse;
    }
}
