using System.Text.Json;
using System.Text.Json.Nodes;
using Points.Domain.Tests.Programmes;

namespace Points.Domain.Tests.RevisionProof;

/// <summary>The judge finds who gets less under changes known to be adverse, and nobody under favourable ones.</summary>
public sealed class RevisionJudgeTests
{
    private const int Seeds = 5;

    [Theory]
    [InlineData("optician", "rewards[0].eligible", """{ "groups": ["insiders"] }""")]
    [InlineData("hotel", "rewards[0].name.en", "\"Welcome drink\"")]
    [InlineData("hotel", "settlement", null)]
    [InlineData("hotel", "notices", null)]
    [InlineData("hotel", "rewards[0]", null)]
    [InlineData("hotel", "rewards[0].kind", "\"goods\"")]
    [InlineData("hotel", "rewards[0].worthFen", "79999")]
    [InlineData("hotel", "validity", """{ "kind": "months", "months": 1200 }""")]
    [InlineData("airline", "validity.months", "35")]
    [InlineData("airline", "validity.monthEnd", "false")]
    [InlineData("airline", "compensation.perMember.per", "\"ever\"")]
    [InlineData("airline", "rewards[0].compensationRate", "0.09")]
    [InlineData("airline", "timeZone", "\"UTC\"")]
    [InlineData("airline", "budget.period", "\"quarter\"")]
    [InlineData("airline", "earning.pendingDays", "1")]
    [InlineData("fast-food", "earning.multipliers[0].when.to", "\"2027-03-20\"")]
    [InlineData("fast-food", "earning.caps[0]", """{ "id": "c", "points": 5000, "per": "month" }""")]
    [InlineData("railway-senior", "earning.multipliers[0].when.ageAtLeast", "61")]
    [InlineData("clothing", "earning.multipliers[0].when.affinity.shareAtLeast", "0.51")]
    [InlineData("credit-city", "rewards[2].onSaleFrom", "\"2027-01-21T09:59:00-12:00\"")]
    [InlineData("credit-city", "rewards[2].onSaleFrom", "\"2027-01-21T10:00:01+08:00\"")]
    [InlineData("credit-city", "rewards[2].headStart.hours", "23")]
    [InlineData("credit-city", "rewards[2].stock", "99")]
    [InlineData("credit-city", "rewards[2].hold.maxPieces", "1")]
    [InlineData("credit-city", "rewards[2].eligible.yearly", """["02-29"]""")]
    [InlineData("credit-city", "rewards[0].price.discounts[0].when.creditGrades", """["B"]""")]
    [InlineData("credit-city", "rewards[0].validDays", "89")]
    [InlineData("supermarket", "rewards[0].price.windows[0].worthFen", "2999")]
    [InlineData("supermarket", "rewards[0].price.minimumPoints", "1001")]
    [InlineData("supermarket", "perks[0].discount", "0.91")]
    [InlineData("western-restaurant", "rewards[0].minimumBillFen", "20001")]
    [InlineData("western-restaurant", "perks", """[{ "id": "all", "discount": 0.99 }]""")]
    [InlineData("mall-tiers", "rewards[0].maximumOffsetFen", "4999")]
    [InlineData("mall-tiers", "tiers.levels[1].perks", "[]")]
    [InlineData("mall-tiers", "tiers.levels[1].visits", "7")]
    [InlineData("mall-tiers", "tiers.window.months", "11")]
    [InlineData("green", "actions[0].limit", """{ "times": 3, "per": "year" }""")]
    [InlineData("green", "actions[0].by", """["operator"]""")]
    [InlineData("green", "family.pointsPerMonth", "4999")]
    [InlineData("green", "rewards[0].price.bounds.highest", "301")]
    [InlineData("green", "rewards[0].price.bounds.lowest", "160")]
    [InlineData("green", "merchants[5].honours", "false")]
    [InlineData("scenic-spots", "rewards[0].limits", """{ "perMember": 1 }""")]
    public void The_judge_finds_who_gets_less(string programmeId, string path, string? json) =>
        Assert.NotNull(Judge(ProofDocuments.Sample(programmeId), path, json));

    [Fact]
    public void It_finds_a_new_tier_that_gives_less_than_the_tier_below() =>
        Assert.NotNull(
            JudgeInserted(
                "mall-tiers",
                "tiers",
                "levels",
                2,
                """{ "tier": "gold-lite", "spendFen": 1000000, "visits": 10, "times": 1.2 }"""
            )
        );

    [Fact]
    public void It_finds_a_price_window_in_front_of_a_cheaper_day() =>
        Assert.NotNull(JudgeWindow("""{ "points": 1999, "from": "2027-06-01", "to": "2027-06-30" }"""));

    [Fact]
    public void It_finds_nothing_in_a_cheaper_window_in_front() =>
        Assert.Null(JudgeWindow("""{ "points": 1499, "from": "2027-06-01", "to": "2027-06-30" }"""));

    [Theory]
    [InlineData("credit-city", "rewards[2].onSaleFrom", "\"2027-01-21T02:00:00Z\"")]
    [InlineData("credit-city", "rewards[2].onSaleFrom", "\"2027-01-21T15:59:59+14:00\"")]
    [InlineData("credit-city", "rewards[2].headStart.hours", "25")]
    [InlineData("airline", "validity", """{ "kind": "lifetime", "appliesToEarned": true }""")]
    [InlineData("airline", "budget.period", "\"day\"")]
    [InlineData("airline", "compensation.perMember", """{ "times": 4, "per": "day" }""")]
    [InlineData("clothing", "earning.multipliers[0].when", null)]
    [InlineData("mall-tiers", "tiers.levels[1].spendFen", "400000")]
    [InlineData("mall-tiers", "earning.base[0].pointsPerYuan", "1.0001")]
    [InlineData("green", "actions[0].limit.times", "4")]
    [InlineData("green", "actions[0].limit.per", "\"day\"")]
    [InlineData("hotel", "perks", """[{ "id": "all", "discount": 0.99 }]""")]
    public void The_judge_finds_nobody_who_gets_less(string programmeId, string path, string? json) =>
        Assert.Null(Judge(ProofDocuments.Sample(programmeId), path, json));

    private static string? JudgeWindow(string window)
    {
        var document = ProofDocuments.Sample("optician");
        var changed = document.DeepClone();
        changed["rewards"]![0]!["price"]!["windows"]!.AsArray().Insert(0, JsonNode.Parse(window));
        return Judge(document, changed);
    }

    private static string? JudgeInserted(string programmeId, string part, string list, int at, string item)
    {
        var document = ProofDocuments.Sample(programmeId);
        var changed = document.DeepClone();
        changed[part]![list]!.AsArray().Insert(at, JsonNode.Parse(item));
        return Judge(document, changed);
    }

    private static string? Judge(JsonNode document, string path, string? json)
    {
        var changed = CompleteDocument.Change(
            JsonSerializer.SerializeToElement(WithParents(document, path)),
            path,
            json
        );
        return Judge(document, JsonNode.Parse(changed.GetRawText())!);
    }

    private static string? Judge(JsonNode from, JsonNode to)
    {
        var pair = RevisionPair.Create(from, to);
        return Enumerable
            .Range(0, Seeds)
            .Select(seed => RevisionJudge.FindWorse(pair, new Random(seed)))
            .FirstOrDefault(worse => worse is not null);
    }

    /// <summary>Adds the empty parts that a path goes through.</summary>
    private static JsonNode WithParents(JsonNode document, string path)
    {
        var copy = document.DeepClone();
        if (path.EndsWith("caps[0]", StringComparison.Ordinal))
            copy["earning"]!["caps"] = new JsonArray();
        if (path.Contains("eligible.", StringComparison.Ordinal))
            copy["rewards"]![2]!["eligible"] = new JsonObject();
        return copy;
    }
}
