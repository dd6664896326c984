using System.Text.Json;

namespace Points.Domain.Programmes.Changes;

/// <summary>
/// Finds the differences between two documents. Ignores the order of lists whose order means nothing.
/// </summary>
public static class DocumentDiff
{
    /// <summary>Objects that are compared as a whole, because their parts mean nothing alone.</summary>
    private static readonly string[] AtomicPaths =
    [
        "validity",
        "earning.*.when.affinity",
        "perks[*].when.affinity",
        "actions[*].limit",
        "grants[*].limit",
        "rewards[*].limits",
        "rewards[*].hold",
        "compensation.perMember",
        "notices.quietHours",
    ];

    /// <summary>The fields that identify an item of a list; the first that an item has counts.</summary>
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
            .. HoldComparison
                .WithEffectiveHolds(changes, from, to)
                .Select(change =>
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
            if (AreEqualSets(left, right) || AreSameInstant(left, right))
                return;
        }
        // A new or removed list counts as new or removed items, each with its own effect.
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
        // Order matters here: the first base rate or price window that applies counts, and every member has the first
        // tier.
        if (
            PathPattern.WithoutIds(path) is "earning.base" or "tiers.levels" or "rewards[*].price.windows"
            && !left
                .Keys.Intersect(right.Keys, StringComparer.Ordinal)
                .SequenceEqual(right.Keys.Intersect(left.Keys, StringComparer.Ordinal), StringComparer.Ordinal)
        )
            changes.Add(new(path, from, to, Effect.Adverse));
    }

    private static Dictionary<string, JsonElement> IndexById(JsonElement list)
    {
        var items = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        foreach (var (index, item) in list.EnumerateArray().Index())
            if (!items.TryAdd(FindId(item) ?? $"{index}", item))
                items.Add($"{index}", item);
        return items;
    }

    /// <summary>What identifies an item of a list in paths; null if nothing does.</summary>
    internal static string? FindId(JsonElement item)
    {
        foreach (var name in IdFields)
            if (item.TryGetProperty(name, out var id))
                return id.ValueKind == JsonValueKind.Array ? string.Join('+', id.EnumerateArray()) : id.ToString();
        return null;
    }

    private static IEnumerable<string> FieldNames(JsonElement it) =>
        it.EnumerateObject().Select(property => property.Name);

    private static JsonElement? FindField(JsonElement it, string name) =>
        it.TryGetProperty(name, out var part) && part.ValueKind != JsonValueKind.Null ? part : null;

    private static bool IsListOfObjects(JsonElement it) =>
        it.ValueKind == JsonValueKind.Array && it.EnumerateArray().All(item => item.ValueKind == JsonValueKind.Object);

    /// <summary>Whether two instants are the same, although they are written with different offsets.</summary>
    private static bool AreSameInstant(JsonElement left, JsonElement right) =>
        left.ValueKind == JsonValueKind.String
        && right.ValueKind == JsonValueKind.String
        && left.GetString()!.Contains('T', StringComparison.Ordinal)
        && left.TryGetDateTimeOffset(out var instant)
        && right.TryGetDateTimeOffset(out var other)
        && instant == other;

    /// <summary>Whether two lists have the same items in another order.</summary>
    private static bool AreEqualSets(JsonElement left, JsonElement right) =>
        left.ValueKind == JsonValueKind.Array
        && right.ValueKind == JsonValueKind.Array
        && left.EnumerateArray()
            .Select(item => item.ToString())
            .ToHashSet(StringComparer.Ordinal)
            .SetEquals(right.EnumerateArray().Select(item => item.ToString()));

    private static readonly JsonElement EmptyList = JsonDocument.Parse("[]").RootElement;
}
