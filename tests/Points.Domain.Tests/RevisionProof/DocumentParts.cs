using System.Text.Json.Nodes;

namespace Points.Domain.Tests.RevisionProof;

/// <summary>Invents parts of a document: conditions, rules, rewards, and all that a list can hold.</summary>
internal sealed class DocumentParts(JsonNode document, Random random)
{
    private static readonly string[] Grades = ["A", "B", "C", "D"];

    public static readonly string[] Weekdays = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

    private int _number = random.Next(1_000, 1_000_000);

    public string NewId() => $"new-{_number++}";

    public string Date() => new DateOnly(2027, 1, 1).AddDays(random.Next(1_000)).ToString("yyyy-MM-dd", null);

    public string Yearly() => Pick("06-06", "02-29", "12-31", "01-01", "06-15", "11-11");

    /// <summary>A value of a word list with that name.</summary>
    public string Word(string list) =>
        list switch
        {
            "creditGrades" => Pick(Grades),
            "groups" => Pick("insiders", "school-1", "school-2"),
            "tiers" => Tiers() is [] ? "none" : Pick(Tiers()),
            "merchants" => Pick(Merchants()),
            "channels" => Pick("app", "store", "sms", "push"),
            "categories" => Pick("food", "tea", "fresh", "dress", "other"),
            "anyTag" => Pick("energy-saving", "green-zone", "red"),
            "weekdays" => Pick(Weekdays),
            "yearly" => Yearly(),
            "perks" => Pick("parking", "lounge", "personal-shopper"),
            "by" => Pick("member", "operator"),
            "rules" => Rules() is [] ? "none" : Pick(Rules()),
            _ => NewId(),
        };

    public (string Name, JsonNode Value) ConditionField(bool aboutLines) =>
        random.Next(aboutLines ? 14 : 9) switch
        {
            0 => ("from", Date()),
            1 => ("to", Date()),
            2 => ("yearly", new JsonArray(Yearly())),
            3 => ("on", Pick("birthday", "pet-birthday")),
            4 => Flip() ? ("ageAtLeast", Pick(18, 60)) : ("ageBelow", Pick(18, 30)),
            5 => ("creditGrades", List("creditGrades")),
            6 => Tiers() is [] || Flip() ? ("groups", List("groups")) : ("tiers", List("tiers")),
            7 => ("balanceAtLeast", Pick(100, 5_000)),
            8 => (
                "affinity",
                new JsonObject
                {
                    ["category"] = Word("categories"),
                    ["ofLastLines"] = Pick(4, 20),
                    ["shareAtLeast"] = Pick(0.25, 0.5),
                }
            ),
            9 => ("spendAtLeastFen", Pick(10_000, 20_000)),
            10 => ("merchants", List("merchants")),
            11 => ("channels", new JsonArray(Pick("app", "store"))),
            12 => ("categories", List("categories")),
            _ => ("anyTag", List("anyTag")),
        };

    public JsonObject Condition(bool aboutLines)
    {
        var when = new JsonObject();
        for (var fields = random.Next(0, 3); fields > 0; fields--)
        {
            var (name, value) = ConditionField(aboutLines);
            when[name] = value;
        }
        return when;
    }

    /// <summary>A new item of the list at a path such as <c>rewards[].price.windows</c>; null for words.</summary>
    public JsonObject? Item(string list) =>
        list switch
        {
            "merchants" => new()
            {
                ["merchantId"] = NewId(),
                ["name"] = Name(),
                ["issues"] = Flip(),
                ["honours"] = Flip(),
            },
            "earning.base" => Rule("pointsPerYuan", Pick(0.5, 1, 2, 3)),
            "earning.multipliers" => Rule("times", Pick(1.2, 2, 5)),
            "earning.bonuses" => Bonus(),
            "grants" => Grant(),
            "earning.caps" => new()
            {
                ["id"] = NewId(),
                ["points"] = Pick(100, 20_000),
                ["per"] = Pick("order", "day", "month"),
            },
            "tiers.levels" => new()
            {
                ["tier"] = NewId(),
                ["spendFen"] = Pick(300_000, 800_000),
                ["visits"] = 6,
                ["times"] = Pick(1, 1.2, 3),
            },
            "rewards" => Reward(),
            "rewards[].price.windows" => Window(),
            "rewards[].price.discounts" => new()
            {
                ["id"] = NewId(),
                ["discount"] = Pick(0.5, 0.95),
                ["when"] = Condition(false),
            },
            "rewards[].restrictions.blackout" or "rewards[].cashProduct.restrictions.blackout" => Days(),
            "perks" => Rule("discount", Pick(0.8, 0.95)),
            "actions" => new()
            {
                ["action"] = NewId(),
                ["kind"] = Pick("share", "review", "survey"),
                ["points"] = Pick(10, 50),
                ["limit"] = new JsonObject { ["times"] = Pick(1, 3), ["per"] = Pick("day", "month", "year") },
                ["when"] = Condition(false),
            },
            _ => null,
        };

    public JsonObject Days()
    {
        var from = new DateOnly(2027, 1, 1).AddDays(random.Next(1_000));
        return Flip()
            ? new() { ["yearly"] = new JsonArray(Yearly()) }
            : new() { ["from"] = from.ToString("O", null), ["to"] = from.AddDays(random.Next(40)).ToString("O", null) };
    }

    public JsonObject Name() => new() { ["zh"] = $"名{random.Next(100)}", ["en"] = $"Name {random.Next(100)}" };

    private JsonObject Window()
    {
        var window = Days();
        window["points"] = Pick(100, 1_500, 1_999);
        if (Flip())
            window["worthFen"] = Pick(100, 800);
        return window;
    }

    private JsonObject Rule(string amount, JsonNode value) =>
        new()
        {
            ["id"] = NewId(),
            [amount] = value,
            ["when"] = Condition(true),
        };

    private JsonObject Bonus()
    {
        var bonus = Rule("points", Pick(5, 100));
        bonus["per"] = Pick("order", "line");
        return bonus;
    }

    private JsonObject Grant() =>
        new()
        {
            ["id"] = NewId(),
            ["points"] = Pick(1, 50),
            ["limit"] = new JsonObject { ["times"] = 1, ["per"] = Pick("month", "year", "ever") },
            ["when"] = Condition(aboutLines: false),
        };

    private JsonObject Reward() =>
        new()
        {
            ["rewardId"] = NewId(),
            ["kind"] = Pick("goods", "service", "ticket"),
            ["name"] = Name(),
            ["price"] = new JsonObject { ["points"] = Pick(100, 5_000) },
            ["eligible"] = Condition(false),
        };

    private JsonArray List(string list) =>
        Flip()
            ? new JsonArray(Word(list))
            : new JsonArray([.. new[] { Word(list), Word(list) }.Distinct().Select(it => (JsonNode)it)]);

    private string[] Tiers() => [.. Names("tiers", "levels", "tier")];

    private string[] Merchants() => [.. document["merchants"]!.AsArray().Select(it => (string)it!["merchantId"]!)];

    private string[] Rules() =>
        [
            .. Names("earning", "multipliers", "id"),
            .. Names("earning", "bonuses", "id"),
            .. Names("earning", "base", "id"),
        ];

    private IEnumerable<string> Names(string part, string list, string id) =>
        (document[part]?[list] as JsonArray ?? []).Select(it => (string)it![id]!);

    private bool Flip() => random.Next(2) == 0;

    private T Pick<T>(params T[] from) => from[random.Next(from.Length)];
}
