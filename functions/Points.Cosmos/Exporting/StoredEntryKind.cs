using System.Text.Json;
using Points.Domain.Ledger;

namespace Points.Cosmos.Exporting;

/// <summary>What callers read as the kind of a stored entry.</summary>
internal static class StoredEntryKind
{
    /// <summary>The name as in <see cref="EntryKindNames"/>, also for an entry that lacks fields of its kind.</summary>
    public static string NameOf(JsonElement cause) =>
        TextOf(cause, "kind") switch
        {
            "purchase" => "accrual",
            "deed" => "action",
            "review" => "tier-review",
            "release" => TextOf(cause, "reason") == nameof(ReleaseReason.Cancelled) ? "cancellation" : "hold-expiry",
            "transfer-end" => cause.TryGetProperty("succeeded", out var arrived)
            && arrived.ValueKind == JsonValueKind.True
                ? "transfer-arrival"
                : "transfer-return",
            var same => same,
        };

    private static string TextOf(JsonElement cause, string field) =>
        cause.TryGetProperty(field, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : "";
}
