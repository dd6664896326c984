namespace Points.Domain.Tests.RevisionProof;

/// <summary>A lawful document with several rules, windows, tiers and rewards, which affect each other.</summary>
internal static class RichDocument
{
    public const string Document = """
        {
          "programmeId": "plaza", "name": { "zh": "广场", "en": "Plaza" },
          "issuer": {
            "name": "Example Plaza Co.", "creditCode": "91310000MA1K00000X",
            "telecomLicence": { "number": "B2-1", "validUntil": "2099-12-31" },
            "filings": [
              { "kind": "issuer-credit", "number": "1", "validUntil": "2099-12-31" },
              { "kind": "third-party-assessment", "number": "2", "validUntil": "2099-12-31" },
              { "kind": "programme-filing", "number": "3", "validUntil": "2099-12-31" }
            ]
          },
          "timeZone": "Asia/Shanghai",
          "merchants": [
            { "merchantId": "plaza", "name": { "zh": "广场", "en": "Plaza" }, "issues": true, "honours": true },
            { "merchantId": "kiosk", "name": { "zh": "亭", "en": "Kiosk" }, "issues": true },
            { "merchantId": "cinema", "name": { "zh": "影院", "en": "Cinema" }, "honours": true }
          ],
          "validity": { "kind": "months", "months": 24, "monthEnd": true },
          "budget": {
            "period": "month", "capPoints": 1000000, "adjustments": { "capPoints": 4000 },
            "grants": { "capPoints": 6000 }, "openings": { "capPoints": 8000 }
          },
          "compensation": { "capPoints": 5000, "period": "month", "perMember": { "times": 2, "per": "year" } },
          "earning": {
            "pendingDays": 7, "lateDays": 60, "stacking": "add", "refundsFrom": "own-lot", "orderScope": "member",
            "base": [
              { "id": "food", "pointsPerYuan": 2, "when": { "categories": ["food", "tea"] } },
              { "id": "app", "pointsPerYuan": 1.5, "when": { "channels": ["app"], "merchants": ["plaza"] } },
              { "id": "base", "pointsPerYuan": 1 }
            ],
            "multipliers": [
              { "id": "senior", "times": 3, "when": { "ageAtLeast": 60 } },
              { "id": "festival", "times": 2, "when": { "from": "2027-06-01", "to": "2027-06-30" } },
              { "id": "birthday", "times": 2, "when": { "on": "birthday" } },
              {
                "id": "liking", "times": 1.5,
                "when": { "affinity": { "category": "dress", "ofLastLines": 20, "shareAtLeast": 0.5 } }
              },
              { "id": "grade", "times": 1.2, "when": { "creditGrades": ["A", "B"], "groups": ["school-1"] } }
            ],
            "bonuses": [
              { "id": "lamp", "points": 50, "per": "order", "when": { "anyTag": ["energy-saving"] } },
              { "id": "line", "points": 5, "per": "line", "when": { "spendAtLeastFen": 20000, "categories": ["tea"] } },
              { "id": "eye-care", "points": 30, "when": { "yearly": ["06-06", "12-31"], "balanceAtLeast": 500 } }
            ],
            "caps": [
              { "id": "lamps", "points": 200, "per": "month", "rules": ["lamp"] },
              { "id": "summer", "points": 3000, "per": "campaign", "rules": ["festival"] },
              { "id": "order", "points": 50000, "per": "order" },
              { "id": "daily", "points": 80000, "per": "day" }
            ]
          },
          "tiers": {
            "window": { "months": 12 },
            "levels": [
              { "tier": "silver" },
              { "tier": "gold", "spendFen": 500000, "visits": 6, "times": 1.5, "perks": ["parking"] },
              { "tier": "platinum", "spendFen": 2000000, "visits": 6, "times": 2, "perks": ["parking", "lounge"] }
            ]
          },
          "rewards": [
            {
              "rewardId": "box", "kind": "goods", "name": { "zh": "盒", "en": "Box" }, "merchantId": "plaza",
              "worthFen": 500, "stock": 100, "limits": { "perMember": 3, "per": "month" },
              "price": {
                "points": 2000,
                "windows": [
                  { "points": 1500, "yearly": ["06-06"] }, { "points": 1800, "from": "2027-06-01", "to": "2027-06-30" }
                ],
                "discounts": [
                  { "id": "grade-a", "discount": 0.9, "when": { "creditGrades": ["A"] } },
                  { "id": "young", "discount": 0.8, "when": { "ageBelow": 18 } }
                ],
                "bounds": { "lowest": 1600, "highest": 2600 }
              },
              "eligible": { "tiers": ["gold", "platinum"] }, "onSaleFrom": "2027-05-21T10:00:00+08:00",
              "headStart": { "hours": 24, "when": { "groups": ["insiders"] } }, "compensationRate": 0.1
            },
            {
              "rewardId": "film", "kind": "ticket", "name": { "zh": "票", "en": "Film" }, "merchantId": "cinema",
              "worthFen": 300, "price": { "points": 800 }, "hold": { "maxHours": 48, "maxPieces": 4 },
              "restrictions": {
                "admission": { "from": "08:00", "to": "22:00" }, "weekdays": ["mon", "tue", "wed", "thu"],
                "blackout": [ { "from": "2027-10-01", "to": "2027-10-03" } ]
              },
              "cashProduct": {
                "restrictions": {
                  "admission": { "from": "08:00", "to": "22:00" }, "weekdays": ["mon", "tue", "wed", "thu"],
                  "blackout": [ { "from": "2027-10-01", "to": "2027-10-03" } ]
                }
              }
            },
            {
              "rewardId": "voucher", "kind": "voucher", "name": { "zh": "券", "en": "Voucher" },
              "price": {
                "pointsPerYuan": 200, "minimumPoints": 500,
                "windows": [ { "points": 1000, "worthFen": 800, "from": "2027-07-01", "to": "2027-08-31" } ],
                "discounts": [ { "id": "child", "discount": 0.9, "when": { "on": "pet-birthday" } } ]
              },
              "eligible": { "groups": ["insiders", "school-1"] }, "validDays": 90
            },
            {
              "rewardId": "coupon", "kind": "coupon", "name": { "zh": "满减", "en": "Coupon" }, "merchantId": "plaza",
              "worthFen": 100, "minimumBillFen": 20000, "price": { "points": 400 }, "validDays": 30
            },
            {
              "rewardId": "offset", "kind": "bill-offset", "name": { "zh": "抵", "en": "Offset" },
              "merchantId": "plaza", "price": { "pointsPerYuan": 200, "minimumPoints": 100 }, "maximumOffsetFen": 5000
            }
          ],
          "perks": [
            { "id": "fresh-90", "discount": 0.9, "when": { "categories": ["fresh"], "balanceAtLeast": 5000 } },
            { "id": "gold-95", "discount": 0.95, "when": { "tiers": ["gold"], "spendAtLeastFen": 10000 } }
          ],
          "actions": [
            {
              "action": "share", "kind": "share", "points": 20, "limit": { "times": 3, "per": "month" },
              "by": ["member", "operator"]
            },
            { "action": "greeting", "points": 200, "limit": { "times": 1, "per": "year" }, "on": "pet-birthday" },
            {
              "action": "survey", "kind": "survey", "points": 10, "limit": { "times": 1, "per": "day" }, "by": ["member"],
              "when": { "from": "2027-03-01", "to": "2027-03-31", "ageAtLeast": 18 }
            }
          ],
          "family": { "pointsPerMonth": 5000 },
          "settlement": { "fenPer100Points": 100, "platformFeeRate": 0.02, "when": "consumed" },
          "notices": { "channels": ["sms", "push"], "quietHours": { "from": "22:00", "to": "07:30" } }
        }
        """;
}
