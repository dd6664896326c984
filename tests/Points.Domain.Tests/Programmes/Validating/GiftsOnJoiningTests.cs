using System.Text.Json;
using Points.Domain.Programmes.Validating;

namespace Points.Domain.Tests.Programmes.Validating;

/// <summary>
/// What nearly every member is given on joining is a gift for joining, whatever it is called (law L11).
/// </summary>
public sealed class GiftsOnJoiningTests
{
    private const string Once = """ "limit": { "times": 1, "per": "ever" } """;

    [Theory]
    [InlineData("""{ "id": "a", "points": 100, "limit": { "times": 10, "per": "ever" } }""")]
    [InlineData("""{ "id": "a", "points": 51, "limit": { "times": 2, "per": "month" } }""")]
    [InlineData("""{ "id": "a", "points": 50000, ONCE, "when": { "from": "2020-01-01" } }""")]
    [InlineData("""{ "id": "a", "points": 101, ONCE, "when": { "from": "2031-01-01" } }""")]
    [InlineData("""{ "id": "a", "points": 101, ONCE, "when": { "to": "2035-01-01" } }""")]
    [InlineData("""{ "id": "a", "points": 101, ONCE, "when": { "from": "2027-01-01", "to": "2099-12-31" } }""")]
    [InlineData("""{ "id": "a", "points": 101, ONCE, "when": { "from": "2027-01-01", "to": "2027-04-30" } }""")]
    [InlineData("""{ "id": "a", "points": 101, ONCE, "when": { "ageBelow": 150 } }""")]
    [InlineData("""{ "id": "a", "points": 101, ONCE, "when": { "ageAtLeast": 1 } }""")]
    [InlineData("""{ "id": "a", "points": 101, ONCE, "when": { "ageAtLeast": 18, "ageBelow": 99 } }""")]
    [InlineData("""{ "id": "a", "points": 101, ONCE, "when": { "tiers": ["silver", "gold"] } }""")]
    [InlineData("""{ "id": "a", "points": 101, ONCE, "when": { "tiers": ["silver"] } }""")]
    [InlineData("""{ "id": "a", "points": 101, ONCE, "when": { "creditGrades": ["A", "B", "C", "D"] } }""")]
    [InlineData(
        """{ "id": "a", "points": 60, ONCE }""",
        """{ "id": "b", "points": 41, "limit": { "times": 1, "per": "year" } }"""
    )]
    [InlineData(
        """{ "id": "a", "points": 100, ONCE }""",
        """{ "id": "b", "points": 9000, ONCE, "when": { "balanceAtLeast": 100 } }"""
    )]
    [InlineData(
        """{ "id": "a", "points": 9000, ONCE, "when": { "ageBelow": 40 } }""",
        """{ "id": "b", "points": 9000, ONCE, "when": { "ageAtLeast": 40 } }"""
    )]
    [InlineData(
        """{ "id": "a", "points": 9000, ONCE, "when": { "from": "2027-01-01", "to": "2027-03-31" } }""",
        """{ "id": "b", "points": 9000, ONCE, "when": { "from": "2027-04-01", "to": "2027-06-30" } }"""
    )]
    public void They_are_at_most_100_points_together(params string[] grants) =>
        Assert.Equal([$"grants[{grants.Length - 1}].points"], FindPaths(grants));

    [Fact]
    public void They_count_with_sign_up_gifts() =>
        Assert.Equal(
            ["grants[0].points"],
            FindPaths(
                """[ { "action": "join", "kind": "sign-up", "points": 60, "limit": { "times": 1, "per": "ever" } } ]""",
                """{ "id": "a", "points": 41, ONCE }"""
            )
        );

    [Theory]
    [InlineData("""{ "id": "a", "points": 100, ONCE }""")]
    [InlineData("""{ "id": "a", "points": 10, "limit": { "times": 10, "per": "ever" } }""")]
    [InlineData("""{ "id": "a", "points": 500, ONCE, "when": { "from": "2027-01-20", "to": "2027-02-10" } }""")]
    [InlineData("""{ "id": "a", "points": 500, ONCE, "when": { "yearly": ["06-06"] } }""")]
    [InlineData("""{ "id": "a", "points": 500, ONCE, "when": { "ageAtLeast": 60 } }""")]
    [InlineData("""{ "id": "a", "points": 500, ONCE, "when": { "tiers": ["gold"] } }""")]
    [InlineData("""{ "id": "a", "points": 500, ONCE, "when": { "groups": ["school"] } }""")]
    [InlineData("""{ "id": "a", "points": 500, ONCE, "when": { "creditGrades": ["A"] } }""")]
    [InlineData("""{ "id": "a", "points": 500, ONCE, "when": { "balanceAtLeast": 5000 } }""")]
    [InlineData("""{ "id": "a", "points": 500, ONCE, "when": { "on": "birthday" } }""")]
    public void What_few_members_or_few_days_bring_is_not(params string[] grants) => Assert.Empty(FindPaths(grants));

    private static IEnumerable<string> FindPaths(params string[] grants) => FindPaths("[]", grants);

    private static IEnumerable<string> FindPaths(string actions, params string[] grants)
    {
        var json = $"[{string.Join(',', grants)}]".Replace("ONCE", Once, StringComparison.Ordinal);
        var document = CompleteDocument.Change(CompleteDocument.WithChange("grants", json), "actions", actions);
        var read = CompleteDocument.Read(JsonSerializer.SerializeToElement(document));
        Assert.True(read.TryGetValue(out var terms), json);
        return LegalChecks.FindViolations(terms).Select(it => it.Path);
    }
}
