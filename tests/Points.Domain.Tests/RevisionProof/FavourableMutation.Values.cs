using System.Globalization;
using System.Text.Json.Nodes;

namespace Points.Domain.Tests.RevisionProof;

/// <summary>Changes single values and conditions to the good of members.</summary>
internal sealed partial class FavourableMutation
{
    /// <summary>Lets a condition of a benefit hold for more members, or at more times.</summary>
    private void AddWidening(JsonObject owner, string name, DocumentParts parts, List<Action> edits)
    {
        if (owner[name] is not JsonObject when)
            return;
        edits.Add(() => owner.Remove(name));
        foreach (var field in when.Select(it => it.Key).ToArray())
        {
            edits.Add(() => when.Remove(field));
            edits.Add(() => Widen(when, field, parts));
        }
    }

    private void Widen(JsonObject when, string field, DocumentParts parts)
    {
        // An empty list requires nothing: its first item would narrow the condition.
        if (when[field] is JsonArray { Count: > 0 })
            Append(when, field, parts.Word(field));
        else if (field == "from")
            Shift(when, field, -10);
        else if (field == "to")
            Shift(when, field, 10);
        else if (field == "affinity")
            Scale(when[field], "shareAtLeast", 0.5m, 2);
        else if (field is "ageAtLeast" or "balanceAtLeast" or "spendAtLeastFen")
            Scale(when, field, 0.9m);
        else if (field == "ageBelow")
            Scale(when, field, 1.2m);
    }

    /// <summary>A sale starts earlier, whatever the offset it is written with.</summary>
    private void MoveSaleAhead(JsonObject reward)
    {
        if ((string?)reward["onSaleFrom"] is not { } text)
            return;
        var start = DateTimeOffset.Parse(text, CultureInfo.InvariantCulture).AddHours(-random.Next(30));
        var written = start.ToOffset(TimeSpan.FromHours(random.Next(-11, 13)));
        reward["onSaleFrom"] = written.ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture);
    }

    private static void Scale(JsonNode? owner, string name, decimal factor, int decimals = 0)
    {
        if (owner?[name] is JsonValue value)
            owner[name] = decimal.Round(value.GetValue<decimal>() * factor, decimals);
    }

    private static void Shift(JsonNode? owner, string name, int days)
    {
        if ((string?)owner?[name] is { } text)
            owner[name] = DateOnly.ParseExact(text, "yyyy-MM-dd", null).AddDays(days).ToString("yyyy-MM-dd", null);
    }

    private static void Append(JsonObject owner, string list, JsonNode? item)
    {
        if (owner[list] is not JsonArray all)
            owner[list] = all = [];
        if (!all.Any(it => JsonNode.DeepEquals(it, item)))
            all.Add(item);
    }

    private static IEnumerable<JsonObject> ItemsOf(JsonNode? owner, string list) =>
        owner?[list] is JsonArray all ? [.. all.OfType<JsonObject>()] : [];

    private bool Flip() => random.Next(2) == 0;
}
