using System.Text.Json.Nodes;

namespace Points.Domain.Tests.Fuzzing;

/// <summary>
/// Writes random programme documents. They prefer the bounds of what a field may be, and dates at the ends of the
/// calendar. Most are valid.
/// </summary>
internal sealed partial class RandomDocument(Random random)
{
    private static readonly string[] Zones =
    [
        "Asia/Shanghai",
        "UTC",
        "Pacific/Kiritimati",
        "Pacific/Pago_Pago",
        "America/New_York",
        "America/Santiago",
        "Africa/Cairo",
        "Asia/Kathmandu",
    ];

    public static readonly string[] Dates =
    [
        "0001-01-01",
        "1900-01-01",
        "1970-01-01",
        "2027-02-28",
        "2028-02-29",
        "2099-12-31",
        "9998-02-28",
        "9999-12-30",
        "9999-12-31",
    ];

    private static readonly string[] Instants =
    [
        "0001-01-01T00:00:00Z",
        "0001-01-02T00:00:00+14:00",
        "2027-01-21T10:00:00+08:00",
        "9999-12-31T23:59:59Z",
        "9999-12-30T23:59:59-14:00",
    ];

    public JsonObject Write()
    {
        var document = new JsonObject
        {
            ["programmeId"] = "shop",
            ["name"] = Name(),
            ["issuer"] = new JsonObject
            {
                ["name"] = "Shop Co.",
                ["creditCode"] = "91310000MA1K00000X",
                ["telecomLicence"] = new JsonObject { ["number"] = "B2", ["validUntil"] = "9999-12-31" },
            },
            ["timeZone"] = Pick(Zones),
            ["merchants"] = new JsonArray(
                new JsonObject
                {
                    ["merchantId"] = "shop",
                    ["name"] = Name(),
                    ["issues"] = true,
                    ["honours"] = true,
                }
            ),
            ["validity"] = Validity(),
            ["earning"] = Earning(),
            ["tiers"] = Tiers(),
            ["rewards"] = new JsonArray([.. Enumerable.Range(0, random.Next(1, 4)).Select(Reward)]),
            ["perks"] = new JsonArray(
                new JsonObject
                {
                    ["id"] = "perk",
                    ["discount"] = Pick(0.01, 0.99),
                    ["when"] = LineCondition(),
                }
            ),
            ["actions"] = new JsonArray([.. Enumerable.Range(0, random.Next(0, 3)).Select(Action)]),
            ["grants"] = new JsonArray([.. Enumerable.Range(0, random.Next(0, 3)).Select(Grant)]),
            ["family"] = Maybe(() => new JsonObject { ["pointsPerMonth"] = Points() }),
            ["budget"] = new JsonObject
            {
                ["period"] = Pick("day", "month", "quarter", "year"),
                ["capPoints"] = 1e15,
                ["grants"] = Maybe(() => new JsonObject { ["capPoints"] = 1e15 }),
            },
            ["compensation"] = Maybe(() =>
                new JsonObject
                {
                    ["capPoints"] = 1,
                    ["period"] = Pick("day", "year"),
                    ["perMember"] = Times(),
                }
            ),
            ["notices"] = new JsonObject
            {
                ["channels"] = new JsonArray("sms", "push"),
                ["quietHours"] = new JsonObject
                {
                    ["from"] = Pick("00:00", "21:00", "23:59"),
                    ["to"] = Pick("00:00", "08:00", "23:59"),
                },
            },
        };
        // A field that is null counts as left out.
        return document;
    }

    private JsonObject Validity() =>
        random.Next(3) switch
        {
            0 => new() { ["kind"] = "lifetime" },
            1 => new()
            {
                ["kind"] = "months",
                ["months"] = Pick(1, 24, 1_200),
                ["monthEnd"] = Flip(),
                ["appliesToEarned"] = Flip(),
            },
            _ => new()
            {
                ["kind"] = "fixed-date",
                ["on"] = Pick(Dates),
                ["appliesToEarned"] = Flip(),
            },
        };

    private JsonObject Earning()
    {
        var multipliers = random.Next(0, 5);
        return new()
        {
            ["pendingDays"] = Pick(0, 0, 14, 90),
            ["lateDays"] = Pick(0, 90, 3_660),
            ["stacking"] = Pick("best-of", "add", "multiply"),
            ["refundsFrom"] = Pick("any-lot", "own-lot"),
            ["base"] = new JsonArray(
                new JsonObject
                {
                    ["id"] = "b-1",
                    ["pointsPerYuan"] = Pick(0, 0.0001, 1, 100),
                    ["when"] = LineCondition(),
                },
                new JsonObject { ["id"] = "b-2", ["pointsPerYuan"] = Pick(0, 0.0001, 1, 100) }
            ),
            ["multipliers"] = new JsonArray([
                .. Enumerable
                    .Range(0, multipliers)
                    .Select(at => new JsonObject
                    {
                        ["id"] = $"m-{at}",
                        ["times"] = Pick(1.01, 2, 100),
                        ["when"] = Flip() ? LineCondition() : null,
                    }),
            ]),
            ["bonuses"] = new JsonArray(
                new JsonObject
                {
                    ["id"] = "bonus",
                    ["points"] = Points(),
                    ["per"] = Pick("order", "line"),
                    ["when"] = LineCondition(),
                }
            ),
            ["caps"] = Maybe(() =>
                new JsonArray(
                    new JsonObject
                    {
                        ["id"] = "cap",
                        ["points"] = Points(),
                        ["per"] = Pick("order", "day", "month"),
                    },
                    new JsonObject
                    {
                        ["id"] = "cap-bonus",
                        ["points"] = Points(),
                        ["per"] = Pick("order", "day", "month", "campaign"),
                        ["rules"] = new JsonArray("bonus"),
                    }
                )
            ),
        };
    }

    private JsonObject Tiers() =>
        new()
        {
            ["window"] = new JsonObject { ["months"] = Pick(1, 12, 36) },
            ["levels"] = new JsonArray(
                new JsonObject { ["tier"] = "silver", ["times"] = Pick(1, 1, 1.5) },
                new JsonObject
                {
                    ["tier"] = "gold",
                    ["spendFen"] = Pick(1, 10_000_000_000),
                    ["visits"] = Pick(0, 1),
                },
                new JsonObject
                {
                    ["tier"] = "top",
                    ["spendFen"] = 10_000_000_000,
                    ["visits"] = Pick(2, 10_000),
                }
            ),
        };

    private JsonObject Times() =>
        new() { ["times"] = Pick(1, 100_000), ["per"] = Pick("day", "month", "year", "ever") };

    private long Points() => Pick(1L, 150, 1_000_000_000);

    private static JsonObject Name() => new() { ["zh"] = "店", ["en"] = "Shop" };

    private bool Flip() => random.Next(2) == 0;

    private T? Maybe<T>(Func<T> create)
        where T : class => Flip() ? create() : null;

    private T Pick<T>(params T[] from) => from[random.Next(from.Length)];
}
