using System.Collections.Frozen;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Points.Domain;
using Points.Functions.Terms;

namespace Points.Functions.Exporting;

/// <summary>Says in one language what the fields of an export contain.</summary>
internal sealed class ExportText(Language language)
{
    /// <summary>Instants are shown in the time of most programmes. The page says so beside each.</summary>
    private static readonly TimeSpan Zone = TimeSpan.FromHours(8);

    private static readonly string[] Times = ["at", "occurredAt", "receivedAt"];

    private static readonly string[] Kinds = ["kind", "status", "eventType"];

    /// <summary>Numbers and hashes, which most readers pass over.</summary>
    private static readonly FrozenSet<string> References = FrozenSet.Create(
        StringComparer.Ordinal,
        [
            "number",
            "entryId",
            "programmeId",
            "revision",
            "hash",
            "newestHash",
            "traceId",
            "reasonDigest",
            "recordDigests",
            "stateDigest",
            "afterEntry",
            "budgetPeriod",
            "noticeId",
            "complaintId",
            "actId",
            "itemId",
            "chain",
            "approvalId",
            "transferId",
            "redemptionId",
            "newestAnnouncement",
            "appliedRevision",
        ]
    );

    public string In(BilingualName text) => language.TextOf(text);

    public static string TimeOf(DateTimeOffset at) =>
        at.ToOffset(Zone).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture) + " (UTC+8)";

    /// <returns>Null if the item does not say when it was.</returns>
    public static DateTimeOffset? FindTime(JsonObject item) =>
        TimeNameOf(item) is { } name
        && DateTimeOffset.TryParse(item[name]!.ToString(), CultureInfo.InvariantCulture, out var at)
            ? at
            : null;

    public ExportPageItem ItemOf(JsonObject item)
    {
        var fields = item.Where(it => !IsEmpty(it.Value)).ToArray();
        string?[] inHeadline = [TimeNameOf(item), KindNameOf(item), "points"];
        return new(
            HeadlineOf(item),
            [
                .. fields
                    .Where(it => !References.Contains(it.Key) && !inHeadline.Contains(it.Key))
                    .Select(it => FieldOf(it.Key, it.Value!)),
            ],
            string.Join(" · ", fields.Where(it => References.Contains(it.Key)).Select(PartOf))
        );
    }

    private static string? TimeNameOf(JsonObject item) => Array.Find(Times, it => item[it] is JsonValue);

    private static string? KindNameOf(JsonObject item) => Array.Find(Kinds, it => item[it] is JsonValue);

    /// <summary>The time, the kind, and the points, as far as the item has them.</summary>
    private string? HeadlineOf(JsonObject item)
    {
        string?[] parts =
        [
            TimeNameOf(item) is { } time ? ValueOf(time, item[time]!) : null,
            item["cause"]?["kind"] is { } cause ? ValueOf("kind", cause) : null,
            KindNameOf(item) is { } kind ? ValueOf(kind, item[kind]!) : null,
            item["points"] is { } points ? $"{points} {In(new("积分", "points"))}" : null,
        ];
        return parts.All(it => it is null) ? null : string.Join(" · ", parts.OfType<string>());
    }

    private ExportPageField FieldOf(string name, JsonNode value) =>
        new(
            LabelOf(name),
            value is JsonArray list ? [.. list.Where(it => !IsEmpty(it)).Select(it => ValueOf(name, it!))]
                : value is JsonObject parts && IsLong(parts) ? [.. parts.Where(it => !IsEmpty(it.Value)).Select(PartOf)]
                : [ValueOf(name, value)]
        );

    /// <summary>A value in one line: the parts of an object with their names, those of a list one after the other.</summary>
    private string ValueOf(string name, JsonNode value) =>
        value switch
        {
            JsonArray list => string.Join(
                In(new("；", "; ")),
                list.Where(it => !IsEmpty(it)).Select(it => ValueOf(name, it!))
            ),
            JsonObject parts => string.Join(In(new("，", ", ")), parts.Where(it => !IsEmpty(it.Value)).Select(PartOf)),
            _ => ScalarOf(name, value),
        };

    private string PartOf(KeyValuePair<string, JsonNode?> part) =>
        $"{LabelOf(part.Key)}{In(new("：", ": "))}{ValueOf(part.Key, part.Value!)}";

    private string ScalarOf(string name, JsonNode value) =>
        value.GetValueKind() switch
        {
            JsonValueKind.True => In(new("是", "yes")),
            JsonValueKind.False => In(new("否", "no")),
            JsonValueKind.Number when name.EndsWith("Fen", StringComparison.Ordinal) => Yuan(value),
            JsonValueKind.String
                when DateTimeOffset.TryParseExact(
                    value.ToString(),
                    "yyyy-MM-ddTHH:mm:ss.FFFFFFFK",
                    CultureInfo.InvariantCulture,
                    DateTimeStyles.None,
                    out var at
                ) => TimeOf(at),
            JsonValueKind.String => In(ExportWords.OfValue(value.ToString())),
            _ => value.ToString(),
        };

    /// <summary>Fen are whole, so the amount is exact.</summary>
    private static string Yuan(JsonNode fen) =>
        decimal.TryParse(fen.ToString(), NumberStyles.Number, CultureInfo.InvariantCulture, out var amount)
            ? $"¥{(amount / 100).ToString("N2", CultureInfo.InvariantCulture)}"
            : fen.ToString();

    private string LabelOf(string name) => ExportWords.FindField(name) is { } label ? In(label) : name;

    private static bool IsEmpty(JsonNode? value) => value is null or JsonArray { Count: 0 } or JsonObject { Count: 0 };

    /// <summary>Whether an object has too much for one line.</summary>
    private static bool IsLong(JsonObject parts) => parts.Count > 3 || parts.Any(it => it.Value is JsonArray);
}
