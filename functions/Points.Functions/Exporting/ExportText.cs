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

    public string In(BilingualName text) => language.TextOf(text);

    public static string TimeOf(DateTimeOffset at) =>
        at.ToOffset(Zone).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture) + " (UTC+8)";

    public ExportPageItem ItemOf(JsonObject item) =>
        new(HeadlineOf(item), [.. item.Where(it => !IsEmpty(it.Value)).Select(it => FieldOf(it.Key, it.Value!))]);

    /// <summary>The time, the kind, and the points, as far as the item has them.</summary>
    private string? HeadlineOf(JsonObject item)
    {
        var time = Times.Select(it => item[it]).FirstOrDefault(it => it is not null);
        var kind = item["cause"]?["kind"] ?? item["kind"] ?? item["status"] ?? item["eventType"];
        string?[] parts =
        [
            time is null ? null : ValueOf("at", time),
            kind is null ? null : ValueOf("kind", kind),
            item["points"] is { } points ? $"{points} {In(new("积分", "points"))}" : null,
        ];
        return parts.All(it => it is null) ? null : string.Join(" · ", parts.Where(it => it is not null));
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
