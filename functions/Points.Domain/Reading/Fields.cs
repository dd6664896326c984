using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;

namespace Points.Domain.Reading;

/// <summary>
/// Reads one JSON object field by field. A fault is noted with its path and reading goes on with a harmless value;
/// whoever began the reading looks at the faults before using what was read. Fields that nobody asked for are faults
/// too: a misspelt optional field must not silently earn someone more.
/// </summary>
public sealed class Fields
{
    public const string IdRule = "must be an id: 1 to 64 of A-Z a-z 0-9 . _ -";
    private const int IdLengthMax = 64;
    private static readonly string[] InstantFormats = ["yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", "yyyy-MM-dd'T'HH:mmK"];

    private readonly JsonElement _object;
    private readonly string _path;
    private readonly Faults _faults;
    private readonly List<string> _known = [];

    /// <summary>Where the kind of an object is not known, neither are the fields of that kind.</summary>
    private bool _kindUnknown;

    private Fields(JsonElement element, string path, Faults faults)
    {
        (_object, _path, _faults) = (element, path, faults);
        if (element.ValueKind != JsonValueKind.Object) faults.Add(path.Length == 0 ? "$" : path, "must be an object");
    }

    /// <summary>Reads a whole document of bounded size.</summary>
    public static Read<T> Read<T>(ReadOnlyMemory<byte> json, Func<Fields, T> read)
        where T : class
    {
        var faults = new Faults();
        try
        {
            using var document = JsonDocument.Parse(json.Span.StartsWith("\uFEFF"u8) ? json[3..] : json, new() { MaxDepth = 16, AllowDuplicateProperties = false });
            return new(ReadObject(document.RootElement, "", faults, read), faults);
        }
        catch (Exception fault) when (fault is JsonException || IsUndecodable(fault))
        {
            faults.Add("$", $"is not valid JSON: {fault.Message}");
            return new(null, faults);
        }
    }

    public string Id(string name) => OptionalId(name, required: true) ?? "";

    /// <summary>An id that we or operators make: <c>[A-Za-z0-9._-]{1,64}</c>.</summary>
    public string? OptionalId(string name) => OptionalId(name, required: false);

    public static bool IsId(string? text) =>
        text is { Length: > 0 and <= IdLengthMax } && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-');

    public string Text(string name, int lengthMax) => Find(name, required: true) is { } found ? TextOf(found, name, lengthMax) : "";

    public string? OptionalText(string name, int lengthMax) => Find(name, required: false) is { } found ? TextOf(found, name, lengthMax) : null;

    public bool Flag(string name, bool? absent = null)
    {
        if (Find(name, required: absent is null) is not { } found) return absent ?? false;
        if (found.ValueKind is JsonValueKind.True or JsonValueKind.False) return found.GetBoolean();
        Fault(name, "must be true or false");
        return false;
    }

    public long Whole(string name, long min, long max, long? absent = null)
    {
        if (Find(name, required: absent is null) is not { } found) return absent ?? min;
        if (found.ValueKind == JsonValueKind.Number && found.TryGetInt64(out var value) && value >= min && value <= max) return value;
        Fault(name, FormattableString.Invariant($"must be a whole number from {min} to {max}"));
        return min;
    }

    public decimal Number(string name, decimal min, decimal max)
    {
        if (Find(name, required: true) is not { } found) return min;
        if (found.ValueKind == JsonValueKind.Number && found.TryGetDecimal(out var value) && value >= min && value <= max) return value;
        Fault(name, FormattableString.Invariant($"must be a number from {min} to {max}"));
        return min;
    }

    public DateOnly Date(string name) => OptionalDate(name, required: true) ?? DateOnly.MinValue;

    public DateOnly? OptionalDate(string name) => OptionalDate(name, required: false);

    /// <summary>An instant with its offset: without one nobody could tell when it was.</summary>
    public DateTimeOffset Instant(string name)
    {
        if (Find(name, required: true) is not { } found) return default;
        var text = TextOf(found, name, lengthMax: 40);
        var hasOffset = text.EndsWith('Z') || (text.Length > 6 && text[^6] is '+' or '-' && text[^3] == ':');
        if (hasOffset && DateTimeOffset.TryParseExact(text, InstantFormats, CultureInfo.InvariantCulture, DateTimeStyles.None, out var instant))
            return instant;
        Fault(name, "must be an instant with its offset, as 2027-01-30T18:05:00+08:00");
        return default;
    }

    public T Choice<T>(string name, IReadOnlyDictionary<string, T> choices, string? absent = null)
    {
        var text = Find(name, required: absent is null) is { } found ? TextOf(found, name, IdLengthMax) : absent;
        if (text is not null && choices.TryGetValue(text, out var choice)) return choice;
        if (text is not null) Fault(name, $"must be one of {string.Join(", ", choices.Keys)}");
        return choices.Values.First();
    }

    /// <summary>Reads the rest of an object by what its kind asks for.</summary>
    public T OfKind<T>(string name, IReadOnlyDictionary<string, Func<Fields, T>> kinds)
    {
        _kindUnknown = !(Find(name, required: false) is { ValueKind: JsonValueKind.String } found && Decoded(found) is { } kind && kinds.ContainsKey(kind));
        return Choice(name, kinds)(this);
    }

    public T? OptionalChoice<T>(string name, IReadOnlyDictionary<string, T> choices) =>
        Find(name, required: false) is null ? default : Choice(name, choices);

    public T? Nested<T>(string name, Func<Fields, T> read, bool required = true)
        where T : class =>
        Find(name, required) is { } found ? ReadObject(found, PathOf(name), _faults, read) : null;

    public ImmutableArray<T> List<T>(string name, int countMin, int countMax, Func<Fields, T> read) =>
        Items(name, countMin, countMax, (item, path) => ReadObject(item, path, _faults, read));

    public ImmutableArray<string> Ids(string name, int countMax) => Items(name, 0, countMax, (item, path) =>
    {
        var id = TextOf(item, path, IdLengthMax, isPath: true);
        if (!IsId(id)) _faults.Add(path, IdRule);
        return id;
    });

    public ImmutableArray<string> Texts(string name, int countMax, int lengthMax) =>
        Items(name, 0, countMax, (item, path) => TextOf(item, path, lengthMax, isPath: true));

    /// <summary>Notes a fault of a field that only its reader can see.</summary>
    public void Fault(string name, string why) => _faults.Add(PathOf(name), why);

    private static T ReadObject<T>(JsonElement element, string path, Faults faults, Func<Fields, T> read)
    {
        var fields = new Fields(element, path, faults);
        var value = read(fields);
        if (element.ValueKind == JsonValueKind.Object && !fields._kindUnknown)
            foreach (var field in element.EnumerateObject())
                if (!fields._known.Contains(field.Name)) fields.Fault(field.Name, "is not known here");
        return value;
    }

    private ImmutableArray<T> Items<T>(string name, int countMin, int countMax, Func<JsonElement, string, T> read)
    {
        if (Find(name, required: countMin > 0) is not { } found) return [];
        if (found.ValueKind != JsonValueKind.Array || found.GetArrayLength() < countMin || found.GetArrayLength() > countMax)
        {
            Fault(name, FormattableString.Invariant($"must be a list of {countMin} to {countMax}"));
            return [];
        }
        var items = ImmutableArray.CreateBuilder<T>(found.GetArrayLength());
        foreach (var item in found.EnumerateArray())
            items.Add(read(item, FormattableString.Invariant($"{PathOf(name)}[{items.Count}]")));
        return items.MoveToImmutable();
    }

    private string? OptionalId(string name, bool required)
    {
        if (Find(name, required) is not { } found) return null;
        var text = found.ValueKind == JsonValueKind.String ? Decoded(found) : null;
        if (IsId(text)) return text;
        Fault(name, IdRule);
        return "";
    }

    private DateOnly? OptionalDate(string name, bool required)
    {
        if (Find(name, required) is not { } found) return null;
        if (found.ValueKind == JsonValueKind.String
            && DateOnly.TryParseExact(Decoded(found), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)) return date;
        Fault(name, "must be a date, as 2027-01-30");
        return null;
    }

    private string TextOf(JsonElement element, string name, int lengthMax, bool isPath = false)
    {
        var text = element.ValueKind == JsonValueKind.String ? Decoded(element) : null;
        if (text is { Length: > 0 } && text.Length <= lengthMax) return text;
        _faults.Add(isPath ? name : PathOf(name), FormattableString.Invariant($"must be text of 1 to {lengthMax} characters"));
        return "";
    }

    /// <summary>Text that is no Unicode parses, and throws only when it is looked at.</summary>
    private static bool IsUndecodable(Exception fault) =>
        fault is InvalidOperationException { Source: { } source } && source.StartsWith("System.Text.Json", StringComparison.Ordinal);

    private static string? Decoded(JsonElement element)
    {
        try
        {
            return element.GetString();
        }
        catch (InvalidOperationException fault) when (IsUndecodable(fault))
        {
            return null;
        }
    }

    private JsonElement? Find(string name, bool required)
    {
        _known.Add(name);
        if (_object.ValueKind != JsonValueKind.Object) return null;
        if (_object.TryGetProperty(name, out var found) && found.ValueKind != JsonValueKind.Null) return found;
        if (required) Fault(name, "is required");
        return null;
    }

    private string PathOf(string name) => _path.Length == 0 ? name : $"{_path}.{name}";
}
