namespace Points.Domain.Tests.Programmes.Documents;

/// <summary>Documents that can be read but contradict themselves are refused.</summary>
public sealed class DocumentContradictionsTests
{
    [Theory]
    [InlineData("earning.base[2]", """{ "id": "late", "pointsPerYuan": 3 }""", "earning.base[2]")]
    [InlineData(
        "earning.multipliers[1]",
        """{ "id": "one", "times": 1, "when": { "tiers": ["gold"] } }""",
        "earning.multipliers[1].times"
    )]
    [InlineData("earning.multipliers[0].when.ageBelow", "60", "earning.multipliers[0].when.ageBelow")]
    [InlineData("earning.multipliers[0].when.to", "\"2027-01-09\"", "earning.multipliers[0].when.to")]
    [InlineData("earning.multipliers[0].when.yearly", """["06-06"]""", "earning.multipliers[0].when.yearly")]
    [InlineData("earning.multipliers[0].when.yearly", """["13-01"]""", "earning.multipliers[0].when.yearly[0]")]
    [InlineData(
        "earning.multipliers[0].when.merchants",
        """["stranger"]""",
        "earning.multipliers[0].when.merchants[0]"
    )]
    [InlineData("earning.multipliers[0].when.tiers", """["diamond"]""", "earning.multipliers[0].when.tiers[0]")]
    [InlineData("earning.multipliers[0].id", "\"base\"", "earning.multipliers[0].id")]
    [InlineData("earning.multipliers[0].times", "1.555", "earning.multipliers[0].times")]
    [InlineData("earning.caps[0].rules", """["stranger"]""", "earning.caps[0].rules[0]")]
    [InlineData("earning.caps[0].per", "\"campaign\"", "earning.caps[0].rules")]
    [InlineData("tiers.levels[0].visits", "1", "tiers.levels[0]")]
    [InlineData("tiers.levels[2]", """{ "tier": "platinum", "spendFen": 400000, "visits": 9 }""", "tiers.levels[2]")]
    [InlineData(
        "rewards[0].price.windows[1]",
        """{ "points": 450, "from": "2027-08-15", "to": "2027-09-15" }""",
        "rewards[0].price.windows[1]"
    )]
    [InlineData("rewards[0].price.windows[0]", """{ "points": 450 }""", "rewards[0].price.windows[0].from")]
    [InlineData("rewards[0].price.bounds.highest", "499", "rewards[0].price.bounds.highest")]
    [InlineData("rewards[0].onSaleFrom", null, "rewards[0].headStart")]
    [InlineData("rewards[0].minimumBillFen", "100", "rewards[0].minimumBillFen")]
    [InlineData("rewards[1].maximumOffsetFen", "100", "rewards[1].maximumOffsetFen")]
    [InlineData("rewards[0].restrictions.admission.to", "\"08:00\"", "rewards[0].restrictions.admission.to")]
    [InlineData("rewards[0].restrictions.admission.to", "\"8 pm\"", "rewards[0].restrictions.admission.to")]
    [InlineData("actions[0].merchantId", "\"stranger\"", "actions[0].merchantId")]
    [InlineData("grants[0].merchantId", "\"stranger\"", "grants[0].merchantId")]
    [InlineData("grants[0].points", null, "grants[0].rewardId")]
    [InlineData("grants[0].when.spendAtLeastFen", "100", "grants[0].when.spendAtLeastFen")]
    [InlineData("grants[0].when.tiers", """["diamond"]""", "grants[0].when.tiers[0]")]
    [InlineData("grants[0].id", "\"base\"", "grants[0].id")]
    [InlineData("rewards[0].eligible.categories", """["tea"]""", "rewards[0].eligible.categories")]
    public void A_contradiction_is_reported_with_its_path(string changedPath, string? json, string reportedPath) =>
        Assert.Equal(
            [reportedPath],
            CompleteDocument.Read(CompleteDocument.WithChange(changedPath, json)).Errors.ByPath.Keys
        );

    [Theory]
    [InlineData(1, 15, true)]
    [InlineData(1, 16, false)]
    [InlineData(6, 90, true)]
    public void Points_are_pending_for_half_of_their_validity_at_most(int months, int pendingDays, bool isValid)
    {
        var document = CompleteDocument.Change(
            CompleteDocument.WithChange("validity.months", $"{months}"),
            "earning.pendingDays",
            $"{pendingDays}"
        );

        Assert.Equal(isValid ? [] : ["earning.pendingDays"], CompleteDocument.Read(document).Errors.ByPath.Keys);
    }

    [Fact]
    public void Given_best_of_stacking_Then_a_multiplier_that_never_wins_is_reported()
    {
        var document = CompleteDocument.WithChange(
            "earning",
            """
            {
              "base": [ { "id": "base", "pointsPerYuan": 1 } ],
              "multipliers": [
                { "id": "all", "times": 3 },
                { "id": "some", "times": 2, "when": { "tiers": ["gold"] } }
              ]
            }
            """
        );

        Assert.Equal(["earning.multipliers[1]"], CompleteDocument.Read(document).Errors.ByPath.Keys);
    }
}
