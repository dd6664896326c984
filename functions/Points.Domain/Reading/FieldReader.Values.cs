using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Points.Domain.Reading;

/// <summary>Reads single values. Each method records an error if the value is missing or not valid.</summary>
public sealed partial class FieldReader
{
    /// <summary>The error text for ids.</summary>
    public const string IdRule = "must be an id: 1 to 64 of A-Z a-z 0-9 . _ -";

    /// <summary><see cref="IdRule"/> as a regular expression (ECMA-262).</summary>
    public const string IdPattern = "^[A-Za-z0-9._-]{1,64}$";

    /// <summary>
    /// An instant with its offset (ISO 8601) as a regular expression (ECMA-262). The years are those that no offset
    /// moves out of the calendar.
    /// </summary>
    public const string InstantPattern =
        "^(([1-9][0-9](0[48]|[2468][048]|[13579][26])|(1[26]|[2468][048]|[3579][26])00)-02-29"
        + "|[1-9][0-9]{3}-((0[13578]|1[02])-(0[1-9]|[12][0-9]|3[01])|(0[469]|11)-(0[1-9]|[12][0-9]|30)"
        + "|02-(0[1-9]|1[0-9]|2[0-8])))[Tt]([01][0-9]|2[0-3]):[0-5][0-9]"
        + @"(:[0-5][0-9](\.[0-9]{1,9})?)?([Zz]|[+-]((0[0-9]|1[0-3]):[0-5][0-9]|14:00))$";

    private const int IdLengthMax = 64;
    private const string TimePattern = "^([01][0-9]|2[0-3]):[0-5][0-9]$";

    /// <summary>
    /// What a number may be written with. With more digits than this, decimal arithmetic would round it.
    /// </summary>
    private const int NumberLengthMax = 28;

    /// <summary>An id: 1 to 64 of letters, digits, dots, underscores and hyphens.</summary>
    public string Id(string name) => OptionalId(name, required: true) ?? "";

    public string? OptionalId(string name) => OptionalId(name, required: false);

    public static bool IsId(string? text) =>
        text is { Length: > 0 and <= IdLengthMax }
        && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-');

    /// <summary>Checks an id from outside the object, such as from the URL path.</summary>
    public void RequireId(string id, [CallerArgumentExpression(nameof(id))] string name = "")
    {
        if (!IsId(id))
            AddError(name, IdRule);
    }

    public string Text(string name, int lengthMax) => OptionalText(name, lengthMax, required: true) ?? "";

    public string? OptionalText(string name, int lengthMax) => OptionalText(name, lengthMax, required: false);

    public bool Flag(string name, bool? defaultValue = null)
    {
        _schema?.AddProperty(name, required: defaultValue is null, JsonSchemaBuilder.Flag(), defaultValue);
        if (Find(name, required: defaultValue is null) is not { } found)
            return defaultValue ?? false;
        if (found.ValueKind is JsonValueKind.True or JsonValueKind.False)
            return found.GetBoolean();
        AddError(name, "must be true or false");
        return false;
    }

    public long WholeNumber(string name, long min, long max, long? defaultValue = null)
    {
        _schema?.AddProperty(
            name,
            required: defaultValue is null,
            JsonSchemaBuilder.WholeNumber(min, max),
            defaultValue
        );
        if (Find(name, required: defaultValue is null) is not { } found)
            return defaultValue ?? min;
        // 1000.0 and 1e3 are whole numbers, too.
        if (ReadDecimal(found) is { } value && value >= min && value <= max && decimal.Truncate(value) == value)
            return (long)value;
        AddError(name, FormattableString.Invariant($"must be a whole number from {min} to {max}"));
        return min;
    }

    /// <returns>Null if the field is missing.</returns>
    public long? OptionalWholeNumber(string name, long min, long max)
    {
        _schema?.AddProperty(name, required: false, JsonSchemaBuilder.WholeNumber(min, max));
        return Find(name, required: false) is null ? null : WholeNumber(name, min, max);
    }

    /// <param name="decimals">The most decimals. A number with more is refused, never rounded.</param>
    public decimal Number(string name, decimal min, decimal max, int decimals, decimal? defaultValue = null)
    {
        _schema?.AddProperty(
            name,
            required: defaultValue is null,
            JsonSchemaBuilder.Number(min, max, decimals),
            defaultValue
        );
        if (Find(name, required: defaultValue is null) is not { } found)
            return defaultValue ?? min;
        if (ReadDecimal(found) is { } value && value >= min && value <= max && decimal.Round(value, decimals) == value)
            return value;
        AddError(
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
        _schema?.AddProperty(name, required: true, JsonSchemaBuilder.Text(TimePattern));
        if (Find(name, required: true) is not { } found)
            return default;
        if (
            TimeOnly.TryParseExact(
                ReadText(found, name, IdLengthMax),
                "HH:mm",
                CultureInfo.InvariantCulture,
                DateTimeStyles.None,
                out var time
            )
        )
            return time;
        AddError(name, "must be a time of day such as 08:30");
        return default;
    }

    /// <summary>An instant. Its UTC offset is required, because a time without one is ambiguous.</summary>
    public DateTimeOffset Instant(string name) => OptionalInstant(name, required: true) ?? default;

    public DateTimeOffset? OptionalInstant(string name) => OptionalInstant(name, required: false);

    private DateTimeOffset? OptionalInstant(string name, bool required)
    {
        _schema?.AddProperty(name, required, JsonSchemaBuilder.Text(InstantPattern));
        if (Find(name, required) is not { } found)
            return null;
        var text = ReadText(found, name, lengthMax: 40);
        if (TryReadInstant(text) is { } instant)
            return instant;
        AddError(name, "must be an instant with its offset, such as 2027-01-30T18:05:00+08:00");
        return default(DateTimeOffset);
    }

    /// <returns>Null if the text is not an instant with its offset.</returns>
    public static DateTimeOffset? TryReadInstant(string text) =>
        InstantText().IsMatch(text)
        && DateTimeOffset.TryParse(
            text.ToUpperInvariant(),
            CultureInfo.InvariantCulture,
            DateTimeStyles.None,
            out var instant
        )
            ? instant
            : null;

    /// <returns>Null if the value is no number, or one that is not exact in decimal arithmetic.</returns>
    private static decimal? ReadDecimal(JsonElement element) =>
        element.ValueKind == JsonValueKind.Number
        && element.GetRawText().Length <= NumberLengthMax
        && element.TryGetDecimal(out var value)
            ? value
            : null;

    [GeneratedRegex(
        InstantPattern,
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1_000
    )]
    private static partial Regex InstantText();

    private string? OptionalText(string name, int lengthMax, bool required)
    {
        _schema?.AddProperty(name, required, JsonSchemaBuilder.Text(lengthMax));
        return Find(name, required) is { } found ? ReadText(found, name, lengthMax) : null;
    }

    private string? OptionalId(string name, bool required)
    {
        _schema?.AddProperty(name, required, JsonSchemaBuilder.Text(IdPattern));
        if (Find(name, required) is not { } found)
            return null;
        var text = found.ValueKind == JsonValueKind.String ? DecodeText(found) : null;
        if (IsId(text))
            return text;
        AddError(name, IdRule);
        return "";
    }

    private DateOnly? OptionalDate(string name, bool required)
    {
        _schema?.AddProperty(name, required, JsonSchemaBuilder.Formatted("date"));
        if (Find(name, required) is not { } found)
            return null;
        if (
            found.ValueKind == JsonValueKind.String
            && DateOnly.TryParseExact(
                DecodeText(found),
                "yyyy-MM-dd",
                CultureInfo.InvariantCulture,
                DateTimeStyles.None,
                out var date
            )
        )
            return date;
        AddError(name, "must be a date such as 2027-01-30");
        return null;
    }

    private string ReadText(JsonElement element, string name, int lengthMax, bool isPath = false)
    {
        var text = element.ValueKind == JsonValueKind.String ? DecodeText(element) : null;
        if (text is { Length: > 0 } && LengthOf(text) <= lengthMax)
            return text;
        _document.AddError(
            isPath ? name : PathOf(name),
            FormattableString.Invariant($"must be text of 1 to {lengthMax} characters")
        );
        return "";
    }

    /// <summary>The length in code points, as JSON Schema counts it: an emoji counts once.</summary>
    private static int LengthOf(string text) => text.Length - text.Count(char.IsLowSurrogate);
}
