using System.Text.Json.Nodes;

namespace Points.Domain.Tests.RevisionProof;

/// <summary>
/// Changes a document at random places, so that it stays valid and lawful: values, dates, instants, words, whole rules
/// and rewards, and their order.
/// </summary>
internal sealed partial class DocumentMutation(Random random)
{
    private const int TriesMax = 40;

    private static readonly string[] Fixed =
    [
        "programmeId",
        "issuer",
        "merchantId",
        "rewardId",
        "action",
        "id",
        "tier",
        "category",
    ];

    public JsonNode Mutate(JsonNode document, int count)
    {
        var current = document;
        for (var done = 0; done < count; done++)
            current = MutateOnce(current);
        return current;
    }

    private JsonNode MutateOnce(JsonNode document)
    {
        for (var attempt = 0; attempt < TriesMax; attempt++)
        {
            var changed = document.DeepClone();
            var edits = new List<Action>();
            var parts = changed.AsObject().Where(it => it.Value is not null && !Fixed.Contains(it.Key)).ToArray();
            // Half of the changes are about earning or rewards, which have the most to change.
            var part =
                random.Next(2) == 0
                    ? random.Next(2) == 0
                        ? "earning"
                        : "rewards"
                    : parts[random.Next(parts.Length)].Key;
            if (random.Next(12) == 0)
                CollectParts(changed.AsObject(), edits);
            else if (changed[part] is { } node)
                Collect(node, part, changed.AsObject(), part, new(changed, random), edits);
            if (edits.Count == 0)
                continue;
            edits[random.Next(edits.Count)]();
            if (!JsonNode.DeepEquals(document, changed) && RevisionPair.TryRead(changed) is not null)
                return JsonNode.Parse(changed.ToJsonString())!;
        }
        return document;
    }

    private void CollectParts(JsonObject document, List<Action> edits)
    {
        foreach (var part in new[] { "tiers", "perks", "actions", "family", "settlement", "notices", "compensation" })
            edits.Add(() => document.Remove(part));
        foreach (var part in new[] { "adjustments", "grants", "openings" })
            edits.Add(() => document["budget"]!.AsObject().Remove(part));
        edits.Add(() => document["family"] = new JsonObject { ["pointsPerMonth"] = 3_000 });
        edits.Add(() => document["timeZone"] = Pick("UTC", "Asia/Tokyo", "Asia/Shanghai", "Pacific/Auckland"));
        edits.Add(() => document["validity"] = new JsonObject { ["kind"] = "lifetime" });
        edits.Add(() =>
            document["validity"] = new JsonObject { ["kind"] = "fixed-date", ["on"] = Pick("2029-12-31", "2031-06-30") }
        );
        edits.Add(() =>
            document["validity"] = new JsonObject
            {
                ["kind"] = "months",
                ["months"] = Pick(12, 24, 36),
                ["monthEnd"] = random.Next(2) == 0,
                ["appliesToEarned"] = random.Next(2) == 0,
            }
        );
    }

    /// <summary>Lists the ways to change a node and all that it contains.</summary>
    private void Collect(
        JsonNode node,
        string name,
        JsonNode parent,
        string path,
        DocumentParts parts,
        List<Action> edits
    )
    {
        switch (node)
        {
            case JsonObject it:
                CollectObject(it, name, path, parts, edits);
                foreach (var (field, value) in it.ToArray())
                    // Every part has a name: changed too often, names would hide all else.
                    if (value is not null && !Fixed.Contains(field) && (field != "name" || random.Next(20) == 0))
                        Collect(value, field, it, $"{path}.{field}", parts, edits);
                break;
            case JsonArray it:
                CollectArray(it, name, path, parts, edits);
                foreach (var (at, item) in it.ToArray().Index())
                    if (item is JsonObject)
                        Collect(item, "[]", it, $"{path}[]", parts, edits);
                break;
            case JsonValue it when parent is JsonObject owner:
                edits.Add(() => owner[name] = Change(it, name, path, parts));
                break;
            default:
                break;
        }
    }

    private void CollectObject(JsonObject it, string name, string path, DocumentParts parts, List<Action> edits)
    {
        foreach (
            var field in it.Select(field => field.Key)
                .Where(field => !Fixed.Contains(field) && field != "name")
                .ToArray()
        )
            edits.Add(() => it.Remove(field));
        if (name is "when" or "eligible")
            edits.Add(() => Set(it, parts.ConditionField(IsAboutLines(path))));
        if (path == "earning.caps[]")
            edits.AddRange(Enumerable.Repeat(() => StretchCap(it), 3));
        if (path == "earning.bonuses[]")
            edits.Add(() =>
            {
                it["per"] = Pick("order", "line");
                it["points"] = decimal.Floor(it["points"]!.GetValue<decimal>() * Pick(1, 2, 5));
            });
        if (path is "earning.multipliers[]" or "earning.bonuses[]" or "perks[]")
            edits.Add(() => it["id"] = parts.NewId());
        foreach (var list in new[] { "base", "multipliers", "bonuses", "caps", "windows", "discounts", "blackout" })
            if (it[list] is null && parts.Item($"{path}.{list}") is { } item)
                edits.Add(() => it[list] = new JsonArray(item));
        if (path is "earning.base[]" or "earning.multipliers[]" or "earning.bonuses[]" or "perks[]" or "actions[]")
            edits.Add(() => it["when"] = parts.Condition(path is not "actions[]"));
        if (path == "earning")
            edits.Add(() =>
                Set(
                    it,
                    Pick<(string, JsonNode)>(
                        ("pendingDays", Pick(0, 3, 14)),
                        ("lateDays", Pick(30, 120)),
                        ("stacking", Pick("best-of", "add", "multiply")),
                        ("refundsFrom", Pick("any-lot", "own-lot")),
                        ("orderScope", Pick("merchant", "member"))
                    )
                )
            );
        if (path == "rewards[]")
        {
            edits.AddRange(Enumerable.Repeat(() => Set(it, RewardField(parts)), 5));
            edits.Add(() => it.Remove("merchantId"));
        }
    }

    /// <summary>A cap of another period, with a number that may be enough for it.</summary>
    private void StretchCap(JsonObject cap)
    {
        cap["per"] = Pick("order", "day", "month", cap["rules"] is null ? "month" : "campaign");
        cap["points"] = decimal.Floor(cap["points"]!.GetValue<decimal>() * Pick(1, 2, 31, 40));
    }

    private (string Name, JsonNode Value) RewardField(DocumentParts parts) =>
        random.Next(12) switch
        {
            0 => ("stock", Pick(10, 500)),
            1 => (
                "limits",
                new JsonObject { ["perMember"] = Pick(1, 5), ["per"] = Pick("day", "month", "year", "ever") }
            ),
            2 => ("hold", new JsonObject { ["maxHours"] = Pick(1, 72), ["maxPieces"] = Pick(1, 5) }),
            3 => ("eligible", parts.Condition(aboutLines: false)),
            4 => ("onSaleFrom", Pick("2027-05-21T10:00:00+08:00", "2027-05-20T14:00:00-12:00", "2027-06-01T00:00:00Z")),
            5 => (
                "headStart",
                new JsonObject { ["hours"] = Pick(1, 48), ["when"] = parts.Condition(aboutLines: false) }
            ),
            6 => ("validDays", Pick(30, 365)),
            7 => ("restrictions", new JsonObject { ["weekdays"] = new JsonArray(parts.Word("weekdays")) }),
            8 => ("compensationRate", Pick(0.1, 0.2)),
            9 => ("worthFen", Pick(50, 100)),
            10 => ("merchantId", parts.Word("merchants")),
            _ => random.Next(5) == 0 ? ("name", parts.Name()) : ("maximumOffsetFen", Pick(1_000, 5_000)),
        };

    private void CollectArray(JsonArray it, string name, string path, DocumentParts parts, List<Action> edits)
    {
        if (it.Count > 0)
            edits.Add(() => it.RemoveAt(random.Next(it.Count)));
        if (it.Count > 1)
            edits.Add(() => MoveItem(it));
        var item = it.Count == 0 || it[0] is JsonObject ? parts.Item(path) : null;
        if (item is not null)
            edits.AddRange(Enumerable.Repeat(() => it.Insert(random.Next(it.Count + 1), item), 2));
        else if (it.Count == 0 || it[0] is JsonValue)
            edits.Add(() => it.Insert(random.Next(it.Count + 1), parts.Word(name)));
    }

    private void MoveItem(JsonArray it)
    {
        var moved = it[random.Next(it.Count)]!;
        it.Remove(moved);
        it.Insert(random.Next(it.Count + 1), moved);
    }

    private static bool IsAboutLines(string path) =>
        path.StartsWith("earning", StringComparison.Ordinal) || path.StartsWith("perks", StringComparison.Ordinal);

    private static void Set(JsonObject it, (string Name, JsonNode Value) field) => it[field.Name] = field.Value;

    private T Pick<T>(params IReadOnlyList<T> from) => from[random.Next(from.Count)];
}
