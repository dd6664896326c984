using System.Text.Json;
using Points.Domain.Programmes.Changes;
using static Points.Domain.Programmes.Disclosing.DisclosureFormat;

namespace Points.Domain.Comparing;

/// <summary>Says what changes where nothing more precise can be said, without showing JSON to anybody.</summary>
internal static class PlainSentence
{
    /// <summary>How many words of a list are written out.</summary>
    private const int WordsMax = 3;

    private static readonly Dictionary<string, string> Items = new(StringComparer.Ordinal)
    {
        ["base"] = "rate",
        ["multipliers"] = "multiplier",
        ["bonuses"] = "bonus",
        ["caps"] = "cap",
        ["windows"] = "price of certain days",
        ["discounts"] = "discount",
        ["perks"] = "discount",
        ["grants"] = "gift",
        ["levels"] = "tier",
        ["blackout"] = "time without use",
        ["rewards"] = "reward",
        ["actions"] = "action",
        ["merchants"] = "merchant",
    };

    public static string Write(DocumentChange change)
    {
        var subject = SubjectOf(change.Path);
        return (change.From, change.To) switch
        {
            _ when AreLists(change) && FindWord(change.From, change.To) is { } lost =>
                $"{Capital(subject)} includes {lost} today and would not",
            ({ } was, { } becomes) when ValueText(was) is { } before && ValueText(becomes) is { } after =>
                $"{Capital(subject)} is {before} today and would be {after}, which may be worse for somebody",
            (not null, null) => $"{Capital(subject)} applies today and would not",
            (null, { } becomes) when ValueText(becomes) is { } after =>
                $"{Capital(subject)} is not stated today and would be {after}, which may be worse for somebody",
            (null, _) => $"{Capital(subject)} does not apply today and would, which may be worse for somebody",
            _ => $"{Capital(subject)} would be another than today, which may be worse for somebody",
        };
    }

    /// <summary>A word, number or short list as it is read; null for what is none of these.</summary>
    public static string? ValueText(JsonElement? value) =>
        value switch
        {
            null => "not stated",
            { ValueKind: JsonValueKind.String } text => text.GetString(),
            { ValueKind: JsonValueKind.True } => "true",
            { ValueKind: JsonValueKind.False } => "false",
            { ValueKind: JsonValueKind.Number } number => number.GetRawText(),
            { ValueKind: JsonValueKind.Array } list when list.EnumerateArray().All(IsPlain) => ListText(list),
            _ => null,
        };

    private static string ListText(JsonElement list)
    {
        var words = list.EnumerateArray().Select(it => it.ToString()).ToArray();
        return words.Length == 0 ? "nothing"
            : words.Length <= WordsMax ? string.Join(", ", words)
            : $"{string.Join(", ", words[..WordsMax])} and {CountInEnglish(words.Length - WordsMax, "other")}";
    }

    private static bool IsPlain(JsonElement it) => it.ValueKind is not (JsonValueKind.Object or JsonValueKind.Array);

    private static bool AreLists(DocumentChange change) =>
        change is { From.ValueKind: JsonValueKind.Array, To.ValueKind: JsonValueKind.Array }
        && change.From.Value.EnumerateArray().Concat(change.To.Value.EnumerateArray()).All(IsPlain);

    private static string? FindWord(JsonElement? from, JsonElement? to) =>
        from!
            .Value.EnumerateArray()
            .Select(it => it.ToString())
            .Except(to!.Value.EnumerateArray().Select(it => it.ToString()), StringComparer.Ordinal)
            .FirstOrDefault();

    /// <summary>Such as "the multiplier double", or "the field when.merchants of the multiplier double".</summary>
    private static string SubjectOf(string path)
    {
        var end = path.LastIndexOf(']');
        if (end < 0)
            return path;
        var start = path.LastIndexOf('[', end);
        var list = path[(path.LastIndexOf('.', start) + 1)..start];
        var item = $"the {Items.GetValueOrDefault(list, list)} {path[(start + 1)..end]}";
        return end == path.Length - 1 ? item : $"the field {path[(end + 2)..]} of {item}";
    }

    private static string Capital(string text) => char.ToUpperInvariant(text[0]) + text[1..];
}
