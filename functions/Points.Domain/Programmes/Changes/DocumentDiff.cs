using System.Text.Json;

namespace Points.Domain.Programmes.Changes;

/// <summary>Finds what differs between two documents, whatever order their lists are in where order means nothing.</summary>
public static class DocumentDiff
{
    /// <summary>Whole values: their parts mean nothing alone.</summary>
    private static readonly string[] AtomicPaths =
    [
        "validity",
        "earning.*.when.affinity",
        "perks[*].when.affinity",
        "actions[*].limit",
        "rewards[*].limits",
        "notices.quietHours",
    ];

    private static readonly string[] IdFields =
    [
        "id",
        "rewardId",
        "action",
        "merchantId",
        "tier",
        "kind",
        "from",
        "yearly",
    ];

    public static IReadOnlyList<DocumentChange> FindChanges(JsonElement from, JsonElement to)
    {
        var changes = new List<DocumentChange>();
        Compare("", from, to, changes);
        return
        [
            .. changes.Select(change =>
                PriceWindowComparison.IsPriceWindow(change)
                    ? change with
                    {
                        Effect = PriceWindowComparison.FindEffect(change, from, to),
                    }
                    : change
            ),
        ];
    }

    private static void Compare(string path, JsonElement? from, JsonElement? to, List<DocumentChange> changes)
    {
        if (from is { } left && to is { } right)
        {
            if (JsonElement.DeepEquals(left, right))
                return;
            if (
                left.ValueKind == JsonValueKind.Object
                && right.ValueKind == JsonValueKind.Object
                && !AtomicPaths.Any(whole => PathPattern.Matches(whole, path))
            )
            {
                foreach (var name in FieldNames(left).Union(FieldNames(right), StringComparer.Ordinal))
                    Compare(
                        path.Length == 0 ? name : $"{path}.{name}",
                        FindField(left, name),
                        FindField(right, name),
                        changes
                    );
                return;
            }
            if (IsListOfObjects(left) && IsListOfObjects(right))
            {
                CompareItems(path, left, right, changes);
                return;
            }
            if (AreEqualSets(left, right))
                return;
        }
        // A list of things that is new or gone is so many things that are: each has its own effect.
        else if ((from ?? to) is { } only && IsListOfObjects(only))
        {
            CompareItems(path, from ?? EmptyList, to ?? EmptyList, changes);
            return;
        }
        if (!DocumentDefaults.AreEquivalent(path, from, to))
            changes.Add(new(path, from, to, EffectTable.FindEffect(path, from, to)));
    }

    private static void CompareItems(string path, JsonElement from, JsonElement to, List<DocumentChange> changes)
    {
        var (left, right) = (IndexById(from), IndexById(to));
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

    private static Dictionary<string, JsonElement> IndexById(JsonElement list)
    {
        var things = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        foreach (var (index, thing) in list.EnumerateArray().Index())
            if (!things.TryAdd(FindId(thing) ?? $"{index}", thing))
                things.Add($"{index}", thing);
        return things;
    }

    private static string? FindId(JsonElement thing)
    {
        foreach (var name in IdFields)
            if (thing.TryGetProperty(name, out var id))
                return id.ValueKind == JsonValueKind.Array ? string.Join('+', id.EnumerateArray()) : id.ToString();
        return null;
    }

    private static IEnumerable<string> FieldNames(JsonElement it) =>
        it.EnumerateObject().Select(property => property.Name);

    private static JsonElement? FindField(JsonElement it, string name) =>
        it.TryGetProperty(name, out var part) && part.ValueKind != JsonValueKind.Null ? part : null;

    private static bool IsListOfObjects(JsonElement it) =>
        it.ValueKind == JsonValueKind.Array && it.EnumerateArray().All(item => item.ValueKind == JsonValueKind.Object);

    /// <summary>Whether two lists of words say the same in another order.</summary>
    private static bool AreEqualSets(JsonElement left, JsonElement right) =>
        left.ValueKind == JsonValueKind.Array
        && right.ValueKind == JsonValueKind.Array
        && left.EnumerateArray()
            .Select(item => item.ToString())
            .ToHashSet(StringComparer.Ordinal)
            .SetEquals(right.EnumerateArray().Select(item => item.ToString()));

    private static readonly JsonElement EmptyList = JsonDocument.Parse("[]").RootElement;
}
