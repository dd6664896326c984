using System.Text.Json;
using System.Text.Json.Nodes;
using Points.Domain.Tests.Programmes;

namespace Points.Domain.Tests.RevisionProof;

/// <summary>Changes of sample programmes of which everybody can tell whether somebody gets less.</summary>
internal static class KnownChanges
{
    /// <summary>The programme, the path of the change, and the new value; null if it is removed.</summary>
    public static readonly TheoryData<string, string, string?> Worse = new()
    {
        { "optician", "rewards[0].eligible", """{ "groups": ["insiders"] }""" },
        { "hotel", "rewards[0].name.en", "\"Welcome drink\"" },
        { "hotel", "settlement", null },
        { "hotel", "notices.channels", """["sms"]""" },
        { "hotel", "rewards[0]", null },
        { "hotel", "rewards[0].kind", "\"goods\"" },
        { "hotel", "rewards[0].worthFen", "79999" },
        { "hotel", "validity", """{ "kind": "months", "months": 1200 }""" },
        { "airline", "validity.months", "35" },
        { "airline", "validity.monthEnd", "false" },
        { "airline", "compensation.perMember.per", "\"ever\"" },
        { "airline", "rewards[0].compensationRate", "0.09" },
        { "airline", "timeZone", "\"UTC\"" },
        { "airline", "budget.period", "\"quarter\"" },
        { "airline", "earning.pendingDays", "1" },
        { "fast-food", "earning.multipliers[0].when.to", "\"2027-03-20\"" },
        { "fast-food", "earning.caps[0]", """{ "id": "c", "points": 5000, "per": "month" }""" },
        { "railway-senior", "earning.multipliers[0].when.ageAtLeast", "61" },
        { "clothing", "earning.multipliers[0].when.affinity.shareAtLeast", "0.51" },
        { "credit-city", "rewards[2].onSaleFrom", "\"2027-01-21T09:59:00-12:00\"" },
        { "credit-city", "rewards[2].onSaleFrom", "\"2027-01-21T10:00:01+08:00\"" },
        { "credit-city", "rewards[2].headStart.hours", "23" },
        { "credit-city", "rewards[2].stock", "99" },
        { "credit-city", "rewards[2].hold.maxPieces", "1" },
        { "credit-city", "rewards[2].eligible.yearly", """["02-29"]""" },
        { "credit-city", "rewards[0].price.discounts[0].when.creditGrades", """["B"]""" },
        { "credit-city", "rewards[0].validDays", "89" },
        { "supermarket", "rewards[0].price.windows[0].worthFen", "2999" },
        { "supermarket", "rewards[0].price.minimumPoints", "1001" },
        { "supermarket", "perks[0].discount", "0.91" },
        { "western-restaurant", "rewards[0].minimumBillFen", "20001" },
        { "western-restaurant", "perks", """[{ "id": "all", "discount": 0.99 }]""" },
        { "mall-tiers", "rewards[0].maximumOffsetFen", "4999" },
        { "mall-tiers", "tiers.levels[1].perks", "[]" },
        { "mall-tiers", "tiers.levels[1].visits", "7" },
        { "mall-tiers", "tiers.window.months", "11" },
        { "green", "actions[0].limit", """{ "times": 3, "per": "year" }""" },
        { "green", "actions[0].by", """["operator"]""" },
        { "green", "family.pointsPerMonth", "4999" },
        { "green", "rewards[0].price.bounds.highest", "301" },
        { "green", "rewards[0].price.bounds.lowest", "160" },
        { "green", "merchants[5].honours", "false" },
        { "scenic-spots", "rewards[0].limits", """{ "perMember": 1 }""" },
        { "credit-city", "rewards[0].price.discounts[0].when.groups", """["insiders"]""" },
        { "green", "earning.multipliers[1].when.groups", """["insiders"]""" },
        { "green", "actions[0].name.en", "\"Buying in the green zone\"" },
        {
            "optician",
            "rewards[0].price.windows",
            """[{ "points": 1999, "from": "2027-06-01", "to": "2027-06-30" }, { "points": 1500, "yearly": ["06-06"]}]"""
        },
        { "mall-tiers", "tiers.levels[2].times", "1.4" },
        { "mall-tiers", "tiers", null },
        { "green", "rewards[0].price.bounds", null },
        { "green", "rewards[2].merchantId", "\"green\"" },
        { "bank-card", "actions[0].points", "99" },
        { "wide", "earning.caps[1]", """{ "id": "daily", "points": 8000, "per": "month" }""" },
        { "wide", "earning.caps[1]", """{ "id": "other", "points": 9000, "per": "month" }""" },
        { "wide", "earning.caps[0].per", "\"campaign\"" },
        { "wide", "earning.bonuses[0]", """{ "id": "piece", "points": 20, "when": { "categories": ["fresh"] } }""" },
        { "wide", "earning.bonuses[0]", """{ "id": "new", "points": 999, "when": { "categories": ["fresh"] } }""" },
        { "wide", "earning.multipliers[0].when.merchants[29]", null },
        { "wide", "earning.multipliers[1].when.categories[29]", null },
        { "wide", "tiers.levels[1].spendFen", "1000000" },
        { "wide", "perks[0].discount", "0.85" },
        { "wide", "earning.base[0].pointsPerYuan", "0.99" },
        { "shop", "earning.multipliers[0].when.from", "\"2027-01-11\"" },
        { "shop", "earning.multipliers[0].when.to", "\"2027-01-19\"" },
        { "shop", "earning.multipliers[0].when.yearly", "[\"01-15\"]" },
        { "shop", "earning.multipliers[0].when.ageAtLeast", "61" },
        { "shop", "earning.multipliers[0].when.ageBelow", "89" },
        { "shop", "earning.multipliers[0].when.creditGrades", "[\"A\"]" },
        { "shop", "earning.multipliers[0].when.tiers", "[\"silver\"]" },
        { "shop", "earning.multipliers[0].when.groups", "[\"h\"]" },
        { "shop", "earning.multipliers[0].when.merchants", "[\"kiosk\"]" },
        { "shop", "earning.multipliers[0].when.categories", "[\"tea\"]" },
        { "shop", "earning.multipliers[0].when.anyTag", "[\"blue\"]" },
        { "shop", "earning.multipliers[0].when.channels", "[\"store\"]" },
        { "shop", "earning.multipliers[0].when.spendAtLeastFen", "1001" },
        { "shop", "earning.multipliers[0].when.balanceAtLeast", "51" },
        { "shop", "earning.multipliers[0].when.on", "\"pet-birthday\"" },
        { "shop", "earning.multipliers[0].when.affinity.shareAtLeast", "0.51" },
        { "shop", "earning.multipliers[0].when.affinity.category", "\"rice\"" },
        { "shop", "earning.multipliers[0].when.affinity.ofLastLines", "10" },
    };

    public static readonly TheoryData<string, string, string?> Fair = new()
    {
        { "credit-city", "rewards[2].onSaleFrom", "\"2027-01-21T02:00:00Z\"" },
        { "credit-city", "rewards[2].onSaleFrom", "\"2027-01-21T15:59:59+14:00\"" },
        { "airline", "validity", """{ "kind": "lifetime", "appliesToEarned": true }""" },
        { "airline", "budget.period", "\"day\"" },
        { "airline", "compensation.perMember", """{ "times": 4, "per": "day" }""" },
        { "clothing", "earning.multipliers[0].when", null },
        { "mall-tiers", "tiers.levels[1].spendFen", "400000" },
        { "mall-tiers", "earning.base[0].pointsPerYuan", "1.0001" },
        { "green", "actions[0].limit.times", "4" },
        { "green", "actions[0].limit.per", "\"day\"" },
        { "wide", "earning.caps[1]", """{ "id": "other", "points": 124000, "per": "month" }""" },
        { "wide", "earning.caps[0].per", "\"day\"" },
        { "hotel", "perks", """[{ "id": "all", "discount": 0.99 }]""" },
        { "clothing", "earning.multipliers[0].when.affinity.shareAtLeast", "0.25" },
        { "green", "earning.multipliers[0].when.anyTag", """["green-zone", "red"]""" },
        {
            "optician",
            "rewards[0].price.windows",
            """[{ "points": 1499, "from": "2027-06-01", "to": "2027-06-30" }, { "points": 1500, "yearly": ["06-06"]}]"""
        },
    };

    public static RevisionPair Make(string programmeId, string path, string? json)
    {
        var document = WithParents(ProofDocuments.Sample(programmeId), path);
        var changed = CompleteDocument.Change(JsonSerializer.SerializeToElement(document), path, json);
        return RevisionPair.Create(document, JsonNode.Parse(changed.GetRawText())!);
    }

    /// <summary>A new tier above gold that gives less than gold.</summary>
    public static RevisionPair MakeWorseTier()
    {
        var document = ProofDocuments.Sample("mall-tiers");
        var changed = document.DeepClone();
        var tier = """{ "tier": "gold-lite", "spendFen": 1000000, "visits": 10, "times": 1.2 }""";
        changed["tiers"]!["levels"]!.AsArray().Insert(2, JsonNode.Parse(tier));
        return RevisionPair.Create(document, changed);
    }

    /// <summary>Adds the empty parts that a path goes through.</summary>
    private static JsonNode WithParents(JsonNode document, string path)
    {
        if (path.EndsWith("caps[0]", StringComparison.Ordinal))
            document["earning"]!["caps"] = new JsonArray();
        if (path.Contains("eligible.", StringComparison.Ordinal))
            document["rewards"]![2]!["eligible"] = new JsonObject();
        return document;
    }
}
