using System.Text.Json;

namespace Points.Domain.Programmes.Changes;

/// <summary>The defaults of fields that a document leaves out. Writing a default down is not a change.</summary>
internal static class DocumentDefaults
{
    private static readonly Dictionary<string, string> ByPath = new(StringComparer.Ordinal)
    {
        ["timeZone"] = "\"Asia/Shanghai\"",
        ["issuer.kind"] = "\"merchant\"",
        ["merchants[*].issues"] = "false",
        ["merchants[*].honours"] = "false",
        ["valueGuaranteed"] = "false",
        ["earning.pendingDays"] = "0",
        ["earning.lateDays"] = "90",
        ["earning.stacking"] = "\"best-of\"",
        ["earning.refundsFrom"] = "\"any-lot\"",
        ["earning.orderScope"] = "\"merchant\"",
        ["earning.bonuses[*].per"] = "\"order\"",
        ["tiers.levels[*].spendFen"] = "0",
        ["tiers.levels[*].visits"] = "0",
        ["tiers.levels[*].times"] = "1",
        ["rewards[*].price.minimumPoints"] = "1",
        ["rewards[*].compensationRate"] = "0",
        ["actions[*].by"] = "[\"operator\"]",
        ["settlement.when"] = "\"consumed\"",
        ["notices.quietHours"] = """{ "from": "21:00", "to": "08:00" }""",
    };

    /// <summary>Whether one value is the default and the other is left out.</summary>
    public static bool AreEquivalent(string path, JsonElement? from, JsonElement? to) =>
        (from is null || to is null) && (from ?? to) is { } given && IsDefault(path, given);

    /// <summary>The value, or its default if it is left out; null if it has no default.</summary>
    public static JsonElement? ValueOrDefault(string path, JsonElement? value) =>
        value
        ?? (
            ByPath.TryGetValue(PathPattern.WithoutIds(path), out var json) ? JsonDocument.Parse(json).RootElement : null
        );

    private static bool IsDefault(string path, JsonElement given) =>
        IsEmpty(given)
        || (
            ByPath.TryGetValue(PathPattern.WithoutIds(path), out var json)
            && JsonElement.DeepEquals(given, JsonDocument.Parse(json).RootElement)
        );

    /// <summary>An empty list, or an object of nothing else: a condition with empty lists requires nothing.</summary>
    private static bool IsEmpty(JsonElement given) =>
        given.ValueKind switch
        {
            JsonValueKind.Object => given.EnumerateObject().All(field => IsEmpty(field.Value)),
            JsonValueKind.Array => given.GetArrayLength() == 0,
            _ => false,
        };
}
