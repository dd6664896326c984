using System.Text.Json.Nodes;

namespace Points.Domain.Tests.RevisionProof;

/// <summary>
/// The supermarket with forty merchants, and what is easily overlooked: long lists, caps of several periods, bonuses of
/// each line, tiers that only a grant needs, and a coupon beside a perk.
/// </summary>
internal static class WideDocument
{
    private const int Merchants = 40,
        Listed = 30;

    public static JsonNode Create(JsonNode supermarket)
    {
        var document = supermarket.DeepClone();
        document["programmeId"] = "wide";
        // Other merchants issue, so that what the supermarket honours is settled.
        document["settlement"]!["fenPer100Points"] = 400;
        for (var number = 0; number < Merchants; number++)
            document["merchants"]!
                .AsArray()
                .Add(
                    Parse(
                        $$"""
                        { "merchantId": "m{{number}}", "name": { "zh": "店", "en": "Shop" }, "issues": true }
                        """
                    )
                );
        var listed = string.Join(',', Enumerable.Range(0, Listed).Select(number => $"\"m{number}\""));
        document["earning"] = Parse(
            $$"""
            {
              "lateDays": 90, "stacking": "add",
              "base": [ { "id": "base", "pointsPerYuan": 1 } ],
              "multipliers": [
                { "id": "there", "times": 2, "when": { "merchants": [{{listed}}] } },
                { "id": "kinds", "times": 1.5, "when": { "categories": [{{listed}}] } },
                { "id": "summer", "times": 2, "when": { "tiers": ["basic"] } }
              ],
              "bonuses": [ { "id": "piece", "points": 10, "per": "line", "when": { "categories": ["fresh"] } } ],
              "caps": [
                { "id": "season", "points": 900, "per": "month", "rules": ["summer"] },
                { "id": "daily", "points": 4000, "per": "day" }
              ]
            }
            """
        );
        document["tiers"] = Parse(
            """
            {
              "window": { "months": 12 },
              "levels": [ { "tier": "basic" }, { "tier": "gold", "spendFen": 100000 } ]
            }
            """
        );
        document["grants"] = Parse(
            """
            [ { "id": "gold-gift", "points": 50, "limit": { "times": 1, "per": "year" }, "when": { "tiers": ["gold"] } } ]
            """
        );
        document["perks"] = Parse("""[ { "id": "all-90", "discount": 0.9 } ]""");
        document["rewards"]!
            .AsArray()
            .Add(
                Parse(
                    """
                    {
                      "rewardId": "coupon", "kind": "coupon", "name": { "zh": "券", "en": "Coupon" },
                      "merchantId": "supermarket", "worthFen": 2000, "minimumBillFen": 10000, "price": { "points": 5000 }
                    }
                    """
                )
            );
        // Values are read as those of a file are.
        return Parse(document.ToJsonString());
    }

    private static JsonNode Parse(string json) => JsonNode.Parse(json)!;
}
