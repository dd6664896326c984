using System.Text.Json;

namespace Points.Domain.Programmes.Changes;

/// <summary>Finds what differs between two documents, whatever order their lists are in where order means nothing.</summary>
public static class DocumentDiff
{
    /// <summary>Whole values: their parts mean nothing alone.</summary>
    private static readonly string[] Whole =
    [
        "validity",
        "earning.*.when.affinity",
        "perks[*].when.affinity",
        "actions[*].limit",
        "rewards[*].limits",
        "notices.quietHours",
    ];

    private static readonly string[] Ids = ["id", "rewardId", "action", "merchantId", "tier", "kind", "from", "yearly"];

    public static IReadOnlyList<Change> Between(JsonElement from, JsonElement to)
    {
        var changes = new List<Change>();
        Compare("", from, to, changes);
        return
        [
            .. changes.Select(change =>
                PriceWindows.Is(change) ? change with { Effect = PriceWindows.EffectOf(change, from, to) } : change
            ),
        ];
    }

    private static void Compare(string path, JsonElement? from, JsonElement? to, List<Change> changes)
    {
        if (from is { } left && to is { } right)
        {
            if (JsonElement.DeepEquals(left, right))
                return;
            if (
                left.ValueKind == JsonValueKind.Object
                && right.ValueKind == JsonValueKind.Object
                && !Whole.Any(whole => PathPattern.Matches(whole, path))
            )
            {
                foreach (var name in Names(left).Union(Names(right), StringComparer.Ordinal))
                    Compare(path.Length == 0 ? name : $"{path}.{name}", Part(left, name), Part(right, name), changes);
                return;
            }
            if (IsListOfThings(left) && IsListOfThings(right))
            {
                CompareThings(path, left, right, changes);
                return;
            }
            if (IsSet(left, right))
                return;
        }
        // A list of things that is new or gone is so many things that are: each has its own effect.
        else if ((from ?? to) is { } only && IsListOfThings(only))
        {
            CompareThings(path, from ?? Nothing, to ?? Nothing, changes);
            return;
        }
        if (!Defaults.AreSame(path, from, to))
            changes.Add(new(path, from, to, Effects.Of(path, from, to)));
    }

    private static void CompareThings(string path, JsonElement from, JsonElement to, List<Change> changes)
    {
        var (left, right) = (ById(from), ById(to));
        foreach (var id in left.Keys.Union(right.Keys, StringComparer.Ordinal))
            Compare(
                $"{path}[{id}]",
                left.TryGetValue(id, out var was) ? was : null,
                right.TryGetValue(id, out var becomes) ? becomes : null,
                changes
            );
        // The first base rate that applies counts, and the first tier is everyone's: there order is meaning.
        if (
            path is "earning.base" or "tiers.levels"
            && !left
                .Keys.Intersect(right.Keys, StringComparer.Ordinal)
                .SequenceEqual(right.Keys.Intersect(left.Keys, StringComparer.Ordinal), StringComparer.Ordinal)
        )
            changes.Add(new(path, from, to, Effect.Adverse));
    }

    private static Dictionary<string, JsonElement> ById(JsonElement list)
    {
        var things = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        foreach (var (index, thing) in list.EnumerateArray().Index())
            if (!things.TryAdd(IdOf(thing) ?? $"{index}", thing))
                things.Add($"{index}", thing);
        return things;
    }

    private static string? IdOf(JsonElement thing)
    {
        foreach (var name in Ids)
            if (thing.TryGetProperty(name, out var id))
                return id.ValueKind == JsonValueKind.Array ? string.Join('+', id.EnumerateArray()) : id.ToString();
        return null;
    }

    private static IEnumerable<string> Names(JsonElement it) => it.EnumerateObject().Select(property => property.Name);

    private static JsonElement? Part(JsonElement it, string name) =>
        it.TryGetProperty(name, out var part) && part.ValueKind != JsonValueKind.Null ? part : null;

    private static bool IsListOfThings(JsonElement it) =>
        it.ValueKind == JsonValueKind.Array && it.EnumerateArray().All(item => item.ValueKind == JsonValueKind.Object);

    /// <summary>Whether two lists of words say the same in another order.</summary>
    private static bool IsSet(JsonElement left, JsonElement right) =>
        left.ValueKind == JsonValueKind.Array
        && right.ValueKind == JsonValueKind.Array
        && left.EnumerateArray()
            .Select(item => item.ToString())
            .ToHashSet(StringComparer.Ordinal)
            .SetEquals(right.EnumerateArray().Select(item => item.ToString()));

    private static readonly JsonElement Nothing = JsonDocument.Parse("[]").RootElement;
}
