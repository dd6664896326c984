using System.Text.Json.Nodes;
using Points.Domain.Programmes.Changes;
using static Points.Domain.Tests.Comparing.RevisedSupermarket;

namespace Points.Domain.Tests.Comparing;

/// <summary>The example of an adverse change is a sentence, and true of the whole revision (law L2).</summary>
public sealed class ExampleTests
{
    [Theory]
    [InlineData(0.9, 200)]
    [InlineData(0.5, 100)]
    public void It_is_true_of_all_changes_together(double rate, int bonus)
    {
        var example = AssertAdverse(
            Document(),
            Document(
                ("earning.base", $$"""[ { "id": "base", "pointsPerYuan": {{rate}} } ]"""),
                ("earning.bonuses", $$"""[ { "id": "new", "points": {{bonus}}, "per": "order" } ]""")
            )
        ).Example!;

        // A purchase of ¥x earns x points today, and would earn rate times x and the bonus.
        var numbers = example
            .Replace(",", "", StringComparison.Ordinal)
            .Split([' ', '¥'], StringSplitOptions.RemoveEmptyEntries)
            .Select(it => decimal.TryParse(it, null, out var number) ? number : (decimal?)null)
            .OfType<decimal>()
            .ToArray();
        Assert.Equal(3, numbers.Length);
        Assert.Equal((numbers[0], decimal.Floor((numbers[0] * (decimal)rate) + bonus)), (numbers[1], numbers[2]));
        Assert.True(numbers[2] < numbers[1], example);
    }

    public static readonly TheoryData<string, string?, string?> Sentences = new()
    {
        { "contact", """{ "phone": "400-820-1016", "answerDays": 15 }""", null },
        { "contact", """{ "phone": "400-820-1016", "answerDays": 15 }""", """{ "phone": "1", "answerDays": 30 }""" },
        { "contact", null, """{ "phone": "1", "answerDays": 16 }""" },
        { "grants", """[ { "id": "gift", "points": 50, "limit": { "times": 1, "per": "ever" } } ]""", "[]" },
        {
            "grants",
            """[ { "id": "gift", "points": 50, "limit": { "times": 1, "per": "year" } } ]""",
            """[ { "id": "gift", "points": 50, "limit": { "times": 1, "per": "ever" } } ]"""
        },
        {
            "grants",
            """[ { "id": "gift", "points": 50, "limit": { "times": 1, "per": "ever" } } ]""",
            """[ { "id": "gift", "points": 50, "limit": { "times": 1, "per": "ever" }, "when": { "groups": ["a"] } } ]"""
        },
        {
            "earning.base",
            """[ { "id": "base", "pointsPerYuan": 1 } ]""",
            """[ { "id": "x", "pointsPerYuan": 1, "when": { "categories": ["a"] } } ]"""
        },
        { "earning.caps", "[]", """[ { "id": "x", "points": 1, "per": "day" } ]""" },
        { "earning.lateDays", "90", "89" },
        { "actions", Action("\"by\": [\"member\", \"operator\"]"), Action("\"by\": [\"operator\"]") },
        { "tiers", """{ "window": { "months": 12 }, "levels": [ { "tier": "a" } ] }""", null },
    };

    [Theory]
    [MemberData(nameof(Sentences))]
    public void It_is_a_sentence_and_not_a_piece_of_the_document(string part, string? before, string? after)
    {
        var changes = Compare(With(part, before), With(part, after));

        Assert.Contains(changes, it => it.Effect == Effect.Adverse);
        foreach (var example in changes.Where(it => it.Effect == Effect.Adverse).Select(it => it.Example!))
        {
            Assert.True(example.Contains(" today", StringComparison.Ordinal), example);
            Assert.True(example.IndexOfAny(['{', '}', '[', ']', '"']) < 0, example);
        }
    }

    [Fact]
    public void A_long_list_is_not_written_out()
    {
        var (before, after) = (
            Document(("earning.multipliers", Multiplier(30))),
            Document(("earning.multipliers", Multiplier(29)))
        );
        var example = AssertAdverse(before, after).Example!;

        Assert.True(example.Length < 150, example);

        static string Multiplier(int count) =>
            $$"""
                [
                  {
                    "id": "x", "times": 2,
                    "when": { "groups": [{{string.Join(',', Enumerable.Range(0, count).Select(it => $"\"g{it}\""))}}] }
                  }
                ]
                """;
    }

    [Theory]
    [InlineData("2026-11-29T12:00:00+08:00", "2026-01-31T10:00:00+08:00", "2026-03-31T10:00:00+08:00")]
    [InlineData("2031-05-01T12:00:00+08:00", "2024-01-31T10:00:00+08:00", "2031-05-01T11:59:00+08:00")]
    public void Nobody_redeems_in_the_past(string clock, string from, string to)
    {
        var now = At(clock);
        AssertNotAdverse(
            Document(("rewards.0.onSaleFrom", $"\"{from}\"")),
            Document(("rewards.0.onSaleFrom", $"\"{to}\"")),
            now
        );
        AssertNotAdverse(
            Document(("rewards.0.price.windows", Window(now.AddDays(-60), now.AddDays(-1)))),
            Document(),
            now
        );
        AssertAdverse(Document(("rewards.0.price.windows", Window(now.AddDays(-60), now.AddDays(1)))), Document(), now);
        AssertAdverse(
            Document(("rewards.0.onSaleFrom", $"\"{from}\"")),
            Document(("rewards.0.onSaleFrom", $"\"{now.AddMinutes(2):yyyy-MM-ddTHH:mm:sszzz}\"")),
            now
        );

        static string Window(DateTimeOffset from, DateTimeOffset to) =>
            $$"""
                [ { "points": 1000, "worthFen": 3000, "from": "{{from:yyyy-MM-dd}}", "to": "{{to:yyyy-MM-dd}}" } ]
                """;
    }

    private static JsonObject With(string part, string? json)
    {
        var document = json is null ? Document() : Document((part, json));
        if (json is null)
            document.Remove(part);
        return document;
    }

    private static string Action(string more) =>
        $$"""[ { "action": "s", "kind": "share", "points": 1, "limit": { "times": 1, "per": "day" }, {{more}} } ]""";
}
