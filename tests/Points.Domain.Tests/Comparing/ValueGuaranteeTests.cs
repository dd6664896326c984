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
