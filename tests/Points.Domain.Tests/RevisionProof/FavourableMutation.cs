using System.Text.Json.Nodes;

namespace Points.Domain.Tests.RevisionProof;

/// <summary>Changes a document only in ways that are meant to be good for members.</summary>
internal sealed partial class FavourableMutation(Random random)
{
    private const int TriesMax = 40;

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
            var edits = ListEdits(changed.AsObject(), new(changed, random));
            edits[random.Next(edits.Count)]();
            if (!JsonNode.DeepEquals(document, changed) && RevisionPair.TryRead(changed) is not null)
                return JsonNode.Parse(changed.ToJsonString())!;
        }
        return document;
    }

    private List<Action> ListEdits(JsonObject it, DocumentParts parts)
    {
        var edits = new List<Action>();
        AddProgrammeEdits(it, parts, edits);
        AddEarningEdits(it["earning"]!.AsObject(), parts, edits);
        foreach (var level in ItemsOf(it["tiers"], "levels"))
            AddLevelEdits(level, parts, edits);
        foreach (var reward in ItemsOf(it, "rewards"))
            AddRewardEdits(reward, parts, edits);
        foreach (var perk in HasCoupons(it) ? [] : ItemsOf(it, "perks"))
        {
            edits.Add(() => Scale(perk, "discount", 0.9m, 2));
            AddWidening(perk, "when", parts, edits);
        }
        foreach (var action in ItemsOf(it, "actions"))
        {
            edits.Add(() => Scale(action, "points", 2));
            edits.Add(() => Scale(action["limit"], "times", 2));
            edits.Add(() => action["by"] = new JsonArray("member", "operator"));
            AddWidening(action, "when", parts, edits);
        }
        return edits;
    }

    private void AddProgrammeEdits(JsonObject it, DocumentParts parts, List<Action> edits)
    {
        edits.Add(() => Append(it, "merchants", parts.Item("merchants")));
        edits.Add(() => Append(it, "rewards", parts.Item("rewards")));
        if (!HasCoupons(it))
            edits.Add(() => Append(it, "perks", parts.Item("perks")));
        edits.Add(() => Append(it, "actions", parts.Item("actions")));
        foreach (var merchant in ItemsOf(it, "merchants").Take(2))
            edits.Add(() => merchant[Flip() ? "issues" : "honours"] = true);
        edits.Add(() => Scale(it["validity"], "months", 2));
        edits.Add(() => it["validity"]!["monthEnd"] = (string?)it["validity"]!["kind"] == "months");
        edits.Add(() => it["validity"] = new JsonObject { ["kind"] = "lifetime" });
        edits.Add(() => Shift(it["validity"], "on", 100));
        edits.Add(() => Scale(it["budget"], "capPoints", 2));
        edits.Add(() => Scale(it["compensation"], "capPoints", 2));
        edits.Add(() => Scale(it["compensation"]?["perMember"], "times", 2));
        edits.Add(() => Scale(it["family"], "pointsPerMonth", 2));
        edits.Add(() => it["family"] ??= new JsonObject { ["pointsPerMonth"] = 100 });
        edits.Add(() => (it["notices"] ??= new JsonObject())["channels"] = new JsonArray("sms", "push"));
        edits.Add(() => Scale(it["tiers"]?["window"], "months", 1.5m));
    }

    private void AddEarningEdits(JsonObject it, DocumentParts parts, List<Action> edits)
    {
        edits.Add(() => Scale(it, "pendingDays", 0.5m));
        edits.Add(() => Scale(it, "lateDays", 2));
        edits.Add(() => Append(it, "multipliers", parts.Item("earning.multipliers")));
        edits.Add(() => Append(it, "bonuses", parts.Item("earning.bonuses")));
        foreach (var rate in ItemsOf(it, "base"))
            edits.Add(() => Scale(rate, "pointsPerYuan", 1.5m, 4));
        var (narrow, wide) = (ListCaps(it, hasRules: true), ListCaps(it, hasRules: false));
        bool IsBetweenCaps(JsonObject rule) =>
            wide.Length > 0
            && narrow.SelectMany(cap => cap["rules"]!.AsArray()).Any(id => (string?)id == (string?)rule["id"]);
        foreach (var rule in ItemsOf(it, "multipliers").Where(rule => !IsBetweenCaps(rule)))
        {
            edits.Add(() => Scale(rule, "times", 1.5m, 2));
            AddWidening(rule, "when", parts, edits);
        }
        foreach (var bonus in ItemsOf(it, "bonuses").Where(bonus => !IsBetweenCaps(bonus)))
        {
            edits.Add(() => Scale(bonus, "points", 2));
            edits.Add(() => bonus["per"] = "line");
            AddWidening(bonus, "when", parts, edits);
        }
        foreach (var cap in narrow.Length == 0 || wide.Length == 0 ? ItemsOf(it, "caps") : narrow)
        {
            edits.Add(() => Scale(cap, "points", 2));
            edits.Add(() => it["caps"]!.AsArray().Remove(cap));
        }
    }

    /// <summary>A perk can bring a bill below the minimum of a coupon, so it is not always good.</summary>
    private static bool HasCoupons(JsonObject it) =>
        ItemsOf(it, "rewards").Any(reward => reward["minimumBillFen"] is not null);

    /// <summary>
    /// Where a cap of some rules lies within a cap of all, more of one purchase can leave less to the next one.
    /// </summary>
    private static JsonObject[] ListCaps(JsonObject earning, bool hasRules) =>
        [.. ItemsOf(earning, "caps").Where(cap => cap["rules"] is JsonArray { Count: > 0 } == hasRules)];

    private void AddLevelEdits(JsonObject it, DocumentParts parts, List<Action> edits)
    {
        edits.Add(() => Scale(it, "spendFen", 0.9m));
        edits.Add(() => Scale(it, "visits", 0.9m));
        edits.Add(() => Scale(it, "times", 1.5m, 2));
        edits.Add(() => Append(it, "perks", parts.Word("perks")));
    }

    private void AddRewardEdits(JsonObject it, DocumentParts parts, List<Action> edits)
    {
        foreach (var name in new[] { "worthFen", "stock", "validDays", "maximumOffsetFen", "compensationRate" })
            edits.Add(() => Scale(it, name, 1.5m, name == "compensationRate" ? 2 : 0));
        edits.Add(() => it.Remove("stock"));
        edits.Add(() => it.Remove("validDays"));
        edits.Add(() => it.Remove("maximumOffsetFen"));
        edits.Add(() => it.Remove("restrictions"));
        edits.Add(() => it.Remove(it["headStart"] is null ? "onSaleFrom" : ""));
        edits.Add(() => Scale(it, "minimumBillFen", 0.5m));
        edits.Add(() => Scale(it["limits"], "perMember", 2));
        edits.Add(() => Scale(it["hold"], "maxHours", 1.5m));
        edits.Add(() => Scale(it["hold"], "maxPieces", 2));
        edits.Add(() => MoveSaleAhead(it));
        AddWidening(it, "eligible", parts, edits);
        // Of a limited stock, a head start of others could leave fewer pieces.
        if (it["headStart"] is JsonObject early && it["stock"] is null)
        {
            edits.Add(() => Scale(early, "hours", 2));
            AddWidening(early, "when", parts, edits);
        }
        AddPriceEdits(it["price"]!.AsObject(), parts, edits);
        if (it["restrictions"] is JsonObject limited)
        {
            edits.Add(() => limited.Remove("blackout"));
            edits.Add(() => limited.Remove("admission"));
            edits.Add(() => limited.Remove("weekdays"));
        }
    }

    private void AddPriceEdits(JsonObject it, DocumentParts parts, List<Action> edits)
    {
        foreach (var name in new[] { "points", "pointsPerYuan", "minimumPoints" })
            edits.Add(() => Scale(it, name, 0.8m));
        foreach (var name in new[] { "lowest", "highest" })
            edits.Add(() => Scale(it["bounds"], name, 0.9m));
        edits.Add(() => Append(it, "discounts", parts.Item("rewards[].price.discounts")));
        foreach (var window in ItemsOf(it, "windows"))
        {
            edits.Add(() => Scale(window, "points", 0.9m));
            edits.Add(() => Scale(window, "worthFen", 1.5m));
        }
        foreach (var discount in ItemsOf(it, "discounts"))
        {
            edits.Add(() => Scale(discount, "discount", 0.9m, 2));
            AddWidening(discount, "when", parts, edits);
        }
    }
}
