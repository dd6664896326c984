using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;

namespace Points.Domain.Reading;

/// <summary>The single values of an object.</summary>
public sealed partial class Fields
{
    public const string IdRule = "must be an id: 1 to 64 of A-Z a-z 0-9 . _ -";

    /// <summary>The same as a regular expression (ECMA-262).</summary>
    public const string IdPattern = "^[A-Za-z0-9._-]{1,64}$";

    private const int IdLengthMax = 64;
    private const string TimePattern = "^([01][0-9]|2[0-3]):[0-5][0-9]$";
    private static readonly string[] InstantFormats = ["yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", "yyyy-MM-dd'T'HH:mmK"];

    public string Id(string name) => OptionalId(name, required: true) ?? "";

    /// <summary>An id that we or operators make: <c>[A-Za-z0-9._-]{1,64}</c>.</summary>
    public string? OptionalId(string name) => OptionalId(name, required: false);

    public static bool IsId(string? text) =>
        text is { Length: > 0 and <= IdLengthMax }
        && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-');

    /// <summary>For what stands beside the object, as in a path, and obeys the same rule.</summary>
    public void NeedId(string id, [CallerArgumentExpression(nameof(id))] string name = "")
    {
        if (!IsId(id))
            Fault(name, IdRule);
    }

    public string Text(string name, int lengthMax) => OptionalText(name, lengthMax, required: true) ?? "";

    public string? OptionalText(string name, int lengthMax) => OptionalText(name, lengthMax, required: false);

    public bool Flag(string name, bool? absent = null)
    {
        _description?.Note(name, required: absent is null, Description.Flag(), absent);
        if (Find(name, required: absent is null) is not { } found)
            return absent ?? false;
        if (found.ValueKind is JsonValueKind.True or JsonValueKind.False)
            return found.GetBoolean();
        Fault(name, "must be true or false");
        return false;
    }

    public long Whole(string name, long min, long max, long? absent = null)
    {
        _description?.Note(name, required: absent is null, Description.Whole(min, max), absent);
        if (Find(name, required: absent is null) is not { } found)
            return absent ?? min;
        if (found.ValueKind == JsonValueKind.Number && found.TryGetInt64(out var value) && value >= min && value <= max)
            return value;
        Fault(name, FormattableString.Invariant($"must be a whole number from {min} to {max}"));
        return min;
    }

    /// <summary>Null where the field is absent.</summary>
    public long? OptionalWhole(string name, long min, long max)
    {
        _description?.Note(name, required: false, Description.Whole(min, max));
        return Find(name, required: false) is null ? null : Whole(name, min, max);
    }

    /// <param name="decimals">How many at most: a rule counts exactly, or not at all.</param>
    public decimal Number(string name, decimal min, decimal max, int decimals, decimal? absent = null)
    {
        _description?.Note(name, required: absent is null, Description.Number(min, max, decimals), absent);
        if (Find(name, required: absent is null) is not { } found)
            return absent ?? min;
        if (
            found.ValueKind == JsonValueKind.Number
            && found.TryGetDecimal(out var value)
            && value >= min
            && value <= max
            && decimal.Round(value, decimals) == value
        )
            return value;
        Fault(
            name,
            FormattableString.Invariant($"must be a number from {min} to {max} with at most {decimals} decimals")
        );
        return min;
    }

    public DateOnly Date(string name) => OptionalDate(name, required: true) ?? DateOnly.MinValue;

    public DateOnly? OptionalDate(string name) => OptionalDate(name, required: false);

    /// <summary>An hour and minute of the day.</summary>
    public TimeOnly Time(string name)
    {
        _description?.Note(name, required: true, Description.Text(TimePattern));
        if (Find(name, required: true) is not { } found)
            return default;
        if (
            TimeOnly.TryParseExact(
                TextOf(found, name, IdLengthMax),
                "HH:mm",
                CultureInfo.InvariantCulture,
                DateTimeStyles.None,
                out var time
            )
        )
            return time;
        Fault(name, "must be a time of day, as 08:30");
        return default;
    }

    /// <summary>An instant with its offset: without one nobody could tell when it was.</summary>
    public DateTimeOffset Instant(string name) => OptionalInstant(name, required: true) ?? default;

    public DateTimeOffset? OptionalInstant(string name) => OptionalInstant(name, required: false);

    public T Choice<T>(string name, IReadOnlyDictionary<string, T> choices, string? absent = null)
    {
        _description?.Note(name, required: absent is null, Description.Choice(choices.Keys), absent);
        var text = Find(name, required: absent is null) is { } found ? TextOf(found, name, IdLengthMax) : absent;
        if (text is not null && choices.TryGetValue(text, out var choice))
            return choice;
        if (text is not null)
            Fault(name, $"must be one of {string.Join(", ", choices.Keys)}");
        return choices.Values.First();
    }

    /// <summary>A list of choices, each counted once.</summary>
    public ImmutableArray<T> Choices<T>(string name, IReadOnlyDictionary<string, T> choices)
    {
        _description?.Note(name, required: false, Description.List(0, choices.Count, Description.Choice(choices.Keys)));
        return [.. Items(name, 0, choices.Count, (item, path) => ChoiceOf(item, path, choices)).Distinct()];
    }

    private T ChoiceOf<T>(JsonElement element, string path, IReadOnlyDictionary<string, T> choices)
    {
        if (
            element.ValueKind == JsonValueKind.String
            && Decoded(element) is { } text
            && choices.TryGetValue(text, out var choice)
        )
            return choice;
        _faults.Add(path, $"must be one of {string.Join(", ", choices.Keys)}");
        return choices.Values.First();
    }

    private DateTimeOffset? OptionalInstant(string name, bool required)
    {
        _description?.Note(name, required, Description.Formatted("date-time"));
        if (Find(name, required) is not { } found)
            return null;
        var text = TextOf(found, name, lengthMax: 40);
        var hasOffset = text.EndsWith('Z') || (text.Length > 6 && text[^6] is '+' or '-' && text[^3] == ':');
        if (
            hasOffset
            && DateTimeOffset.TryParseExact(
                text,
                InstantFormats,
                CultureInfo.InvariantCulture,
                DateTimeStyles.None,
                out var instant
            )
        )
            return instant;
        Fault(name, "must be an instant with its offset, as 2027-01-30T18:05:00+08:00");
        return default(DateTimeOffset);
    }

    private string? OptionalText(string name, int lengthMax, bool required)
    {
        _description?.Note(name, required, Description.Text(lengthMax));
        return Find(name, required) is { } found ? TextOf(found, name, lengthMax) : null;
    }

    private string? OptionalId(string name, bool required)
    {
        _description?.Note(name, required, Description.Text(IdPattern));
        if (Find(name, required) is not { } found)
            return null;
        var text = found.ValueKind == JsonValueKind.String ? Decoded(found) : null;
        if (IsId(text))
            return text;
        Fault(name, IdRule);
        return "";
    }

    private DateOnly? OptionalDate(string name, bool required)
    {
        _description?.Note(name, required, Description.Formatted("date"));
        if (Find(name, required) is not { } found)
            return null;
        if (
            found.ValueKind == JsonValueKind.String
            && DateOnly.TryParseExact(
                Decoded(found),
                "yyyy-MM-dd",
                CultureInfo.InvariantCulture,
                DateTimeStyles.None,
                out var date
            )
        )
            return date;
        Fault(name, "must be a date, as 2027-01-30");
        return null;
    }

    private string TextOf(JsonElement element, string name, int lengthMax, bool isPath = false)
    {
        var text = element.ValueKind == JsonValueKind.String ? Decoded(element) : null;
        if (text is { Length: > 0 } && text.Length <= lengthMax)
            return text;
        _faults.Add(
            isPath ? name : PathOf(name),
            FormattableString.Invariant($"must be text of 1 to {lengthMax} characters")
        );
        return "";
    }
}
