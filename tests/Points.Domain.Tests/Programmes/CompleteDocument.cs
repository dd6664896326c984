using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Points.Domain.Programmes;
using Points.Domain.Programmes.Documents;
using Points.Domain.Reading;

namespace Points.Domain.Tests.Programmes;

/// <summary>A lawful document that uses every part of the format. Tests change one place of it.</summary>
internal static class CompleteDocument
{
    public const string Document = """
        {
          "programmeId": "shop", "name": { "zh": "小店", "en": "Shop" },
          "issuer": {
            "name": "Example Shop Co.", "creditCode": "91310000MA1K00000X",
            "telecomLicence": { "number": "B2-1", "validUntil": "2035-12-31" },
            "filings": [
              { "kind": "issuer-credit", "number": "1", "validUntil": "2035-12-31" },
              { "kind": "third-party-assessment", "number": "2", "validUntil": "2035-12-31" },
              { "kind": "programme-filing", "number": "3", "validUntil": "2035-12-31" }
            ]
          },
          "merchants": [
            { "merchantId": "shop", "name": { "zh": "店", "en": "Shop" }, "issues": true, "honours": true },
            { "merchantId": "kiosk", "name": { "zh": "亭", "en": "Kiosk" }, "issues": true }
          ],
          "validity": { "kind": "months", "months": 24, "monthEnd": true },
          "budget": {
            "period": "month", "capPoints": 1000, "adjustments": { "capPoints": 40 }, "grants": { "capPoints": 60 },
            "openings": { "capPoints": 500 }
          },
          "compensation": { "capPoints": 100, "period": "month", "perMember": { "times": 2, "per": "month" } },
          "earning": {
            "lateDays": 60, "stacking": "add",
            "base": [
              { "id": "food", "pointsPerYuan": 2, "when": { "categories": ["food"] } },
              { "id": "base", "pointsPerYuan": 1 }
            ],
            "multipliers": [
              {
                "id": "double", "times": 2,
                "when": {
                  "from": "2027-01-10", "to": "2027-01-20", "ageAtLeast": 60, "ageBelow": 90,
                  "creditGrades": ["A", "B"], "tiers": ["gold"], "groups": ["g"], "merchants": ["shop"],
                  "categories": ["tea", "rice"], "anyTag": ["red"], "channels": ["app"], "spendAtLeastFen": 1000,
                  "balanceAtLeast": 50, "on": "birthday",
                  "affinity": { "category": "tea", "ofLastLines": 20, "shareAtLeast": 0.5 }
                }
              }
            ],
            "bonuses": [ { "id": "lamp", "points": 50, "per": "order", "when": { "anyTag": ["energy-saving"] } } ],
            "caps": [ { "id": "daily", "points": 500, "per": "day" } ]
          },
          "tiers": {
            "window": { "months": 12 },
            "levels": [
              { "tier": "silver" },
              { "tier": "gold", "spendFen": 500000, "visits": 6, "times": 1.5, "perks": ["parking"] }
            ]
          },
          "rewards": [
            {
              "rewardId": "box", "kind": "goods", "name": { "zh": "盒", "en": "Box" }, "merchantId": "shop",
              "worthFen": 400, "stock": 100, "limits": { "perMember": 2, "per": "month" },
              "price": {
                "points": 500, "windows": [ { "points": 500, "from": "2027-06-15", "to": "2027-08-15" } ],
                "discounts": [ { "id": "good", "discount": 0.9, "when": { "creditGrades": ["A"] } } ],
                "bounds": { "lowest": 450, "highest": 600 }
              },
              "eligible": { "ageAtLeast": 18 }, "onSaleFrom": "2027-01-21T10:00:00+08:00",
              "headStart": { "hours": 24, "when": { "creditGrades": ["A"] } }, "compensationRate": 0.1,
              "restrictions": {
                "admission": { "from": "08:00", "to": "18:00" }, "weekdays": ["mon", "tue"],
                "blackout": [ { "from": "2027-10-01", "to": "2027-10-03" } ]
              },
              "cashProduct": {
                "priceFen": 500,
                "restrictions": {
                  "admission": { "from": "08:00", "to": "18:00" }, "weekdays": ["mon", "tue"],
                  "blackout": [ { "from": "2027-10-01", "to": "2027-10-03" } ]
                }
              }
            },
            {
              "rewardId": "voucher", "kind": "voucher", "name": { "zh": "券", "en": "Voucher" }, "merchantId": "shop",
              "price": { "pointsPerYuan": 100, "minimumPoints": 100 }, "validDays": 90
            },
            {
              "rewardId": "coupon", "kind": "coupon", "name": { "zh": "满减", "en": "Coupon" }, "merchantId": "shop",
              "worthFen": 100, "minimumBillFen": 2000, "price": { "points": 100 }
            },
            {
              "rewardId": "offset", "kind": "bill-offset", "name": { "zh": "抵", "en": "Offset" },
              "merchantId": "shop", "price": { "pointsPerYuan": 100 }, "maximumOffsetFen": 5000
            }
          ],
          "perks": [
            { "id": "fresh-90", "discount": 0.9, "when": { "categories": ["fresh"], "balanceAtLeast": 5000 } }
          ],
          "actions": [
            {
              "action": "share", "kind": "share", "points": 20, "limit": { "times": 3, "per": "month" },
              "by": ["member", "operator"], "on": "birthday"
            }
          ],
          "grants": [
            {
              "id": "gift", "points": 20, "limit": { "times": 1, "per": "year" }, "when": { "tiers": ["gold"] }
            }
          ],
          "family": { "pointsPerMonth": 5000 },
          "settlement": { "fenPer100Points": 100, "platformFeeRate": 0.02, "when": "consumed" },
          "contact": { "phone": "400-820-0000", "email": "points@shop.example", "answerDays": 15 },
          "labels": [ { "id": "parking", "name": { "zh": "免费停车", "en": "free parking" } } ],
          "notices": { "channels": ["sms"], "quietHours": { "from": "22:00", "to": "07:30" } }
        }
        """;

    /// <summary>Returns the document with one value set or removed.</summary>
    /// <param name="path">The path of the value, such as <c>rewards[0].price.points</c>.</param>
    /// <param name="json">
    /// The new value; null removes the old one. An index one past the end of a list adds an item.
    /// </param>
    public static JsonElement WithChange(string path, string? json) =>
        Change(JsonSerializer.Deserialize<JsonElement>(Document), path, json);

    public static JsonElement Change(JsonElement document, string path, string? json)
    {
        var root = JsonNode.Parse(document.GetRawText())!;
        var steps = path.Replace("[", ".[", StringComparison.Ordinal).Split('.', StringSplitOptions.RemoveEmptyEntries);
        var (parents, lastStep) = (steps[..^1], steps[^1]);
        var parent = parents.Aggregate(root, (node, step) => IsIndex(step) ? node[IndexOf(step)]! : node[step]!);
        if (IsIndex(lastStep))
            SetItem(parent.AsArray(), IndexOf(lastStep), json);
        else
            SetField(parent.AsObject(), lastStep, json);
        return JsonSerializer.SerializeToElement(root);
    }

    public static ReadResult<ProgrammeTerms> Read(JsonElement document) =>
        ProgrammeDocumentReader.Read(Encoding.UTF8.GetBytes(document.GetRawText()), 1, DateTimeOffset.UnixEpoch);

    private static bool IsIndex(string step) => step.StartsWith('[');

    /// <summary>Reads the index of a step such as <c>[0]</c>.</summary>
    private static int IndexOf(string step) => int.Parse(step[1..^1], null);

    private static void SetItem(JsonArray parent, int index, string? json)
    {
        if (json is null)
            parent.RemoveAt(index);
        else if (index < parent.Count)
            parent[index] = JsonNode.Parse(json);
        else
            parent.Add(JsonNode.Parse(json));
    }

    private static void SetField(JsonObject parent, string name, string? json)
    {
        if (json is null)
            parent.Remove(name);
        else
            parent[name] = JsonNode.Parse(json);
    }
}
