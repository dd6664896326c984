using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Points.Domain.Reading;

/// <summary>
/// Reads one JSON object field by field. A fault is noted with its path and reading goes on with a harmless value;
/// whoever began the reading looks at the faults before using what was read. Fields that nobody asked for are faults
/// too: a misspelt optional field must not silently earn someone more.
/// </summary>
public sealed partial class Fields
{
    private readonly JsonElement _object;
    private readonly string _path;
    private readonly Faults _faults;
    private readonly List<string> _known = [];

    /// <summary>Null but where there is nothing to read, and it is only noted what is asked for.</summary>
    private readonly Description? _description;

    /// <summary>Where the kind of an object is not known, neither are the fields of that kind.</summary>
    private bool _kindUnknown;

    private Fields(Description description) => (_path, _faults, _description) = ("", new(), description);

    private Fields(JsonElement element, string path, Faults faults)
    {
        (_object, _path, _faults) = (element, path, faults);
        if (element.ValueKind != JsonValueKind.Object)
            faults.Add(path.Length == 0 ? "$" : path, "must be an object");
    }

    /// <summary>Reads a whole document of bounded size.</summary>
    public static Read<T> Read<T>(ReadOnlyMemory<byte> json, Func<Fields, T> read)
        where T : class
    {
        var faults = new Faults();
        try
        {
            using var document = JsonDocument.Parse(
                json.Span.StartsWith("\uFEFF"u8) ? json[3..] : json,
                new() { MaxDepth = 16, AllowDuplicateProperties = false }
            );
            return new(ReadObject(document.RootElement, "", faults, read), faults);
        }
        catch (Exception fault) when (fault is JsonException || IsUndecodable(fault))
        {
            faults.Add("$", $"is not valid JSON: {fault.Message}");
            return new(null, faults);
        }
    }

    /// <summary>What a reader asks for, as a JSON Schema. It reads nothing, as far as the harmless values go that stand for what is not there.</summary>
    public static JsonObject Describe<T>(Func<Fields, T> read)
    {
        var description = new Description();
        read(new(description));
        return description.Schema;
    }

    /// <summary>Reads the rest of an object by what its kind asks for.</summary>
    public T OfKind<T>(string name, IReadOnlyDictionary<string, Func<Fields, T>> kinds)
    {
        if (_description is not null)
            throw new NotSupportedException("What is of several kinds has a schema of its own.");
        _kindUnknown = !(
            Find(name, required: false) is { ValueKind: JsonValueKind.String } found
            && Decoded(found) is { } kind
            && kinds.ContainsKey(kind)
        );
        return Choice(name, kinds)(this);
    }

    public T? OptionalChoice<T>(string name, IReadOnlyDictionary<string, T> choices)
    {
        _description?.Note(name, required: false, Description.Choice(choices.Keys));
        return Find(name, required: false) is null ? default : Choice(name, choices);
    }

    public T? Nested<T>(string name, Func<Fields, T> read, bool required = true)
        where T : class
    {
        _description?.Note(name, required, Describe(read));
        return Find(name, required) is { } found ? ReadObject(found, PathOf(name), _faults, read) : null;
    }

    public ImmutableArray<T> List<T>(string name, int countMin, int countMax, Func<Fields, T> read)
    {
        _description?.Note(name, required: countMin > 0, Description.List(countMin, countMax, Describe(read)));
        return Items(name, countMin, countMax, (item, path) => ReadObject(item, path, _faults, read));
    }

    public ImmutableArray<string> Ids(string name, int countMax, bool required = false)
    {
        _description?.Note(name, required, Description.List(0, countMax, Description.Text(IdPattern)));
        return Items(
            name,
            0,
            countMax,
            required,
            (item, path) =>
            {
                var id = TextOf(item, path, IdLengthMax, isPath: true);
                if (!IsId(id))
                    _faults.Add(path, IdRule);
                return id;
            }
        );
    }

    public ImmutableArray<string> Texts(string name, int countMax, int lengthMax)
    {
        _description?.Note(name, required: false, Description.List(0, countMax, Description.Text(lengthMax)));
        return Items(name, 0, countMax, (item, path) => TextOf(item, path, lengthMax, isPath: true));
    }

    /// <summary>Whether anything was wrong so far, here or elsewhere in the document.</summary>
    public bool AnyFault => _faults.Any;

    /// <summary>The object itself, to keep it as it came.</summary>
    public JsonElement Json => _object.Clone();

    /// <summary>Notes a fault of a field that only its reader can see.</summary>
    public void Fault(string name, string why) => _faults.Add(PathOf(name), why);

    /// <summary>Faults whatever was not asked for. Comes by itself when an object is read; before, for who needs to know all faults then.</summary>
    public void NoMore()
    {
        if (_object.ValueKind != JsonValueKind.Object || _kindUnknown)
            return;
        foreach (var field in _object.EnumerateObject())
            if (!_known.Contains(field.Name))
                Fault(field.Name, "is not known here");
    }

    private static T ReadObject<T>(JsonElement element, string path, Faults faults, Func<Fields, T> read)
    {
        var fields = new Fields(element, path, faults);
        var value = read(fields);
        fields.NoMore();
        return value;
    }

    private ImmutableArray<T> Items<T>(string name, int countMin, int countMax, Func<JsonElement, string, T> read) =>
        Items(name, countMin, countMax, required: countMin > 0, read);

    private ImmutableArray<T> Items<T>(
        string name,
        int countMin,
        int countMax,
        bool required,
        Func<JsonElement, string, T> read
    )
    {
        if (Find(name, required) is not { } found)
            return [];
        if (
            found.ValueKind != JsonValueKind.Array
            || found.GetArrayLength() < countMin
            || found.GetArrayLength() > countMax
        )
        {
            Fault(name, FormattableString.Invariant($"must be a list of {countMin} to {countMax}"));
            return [];
        }
        var items = ImmutableArray.CreateBuilder<T>(found.GetArrayLength());
        foreach (var item in found.EnumerateArray())
            items.Add(read(item, FormattableString.Invariant($"{PathOf(name)}[{items.Count}]")));
        return items.MoveToImmutable();
    }

    /// <summary>Text that is no Unicode parses, and throws only when it is looked at.</summary>
    private static bool IsUndecodable(Exception fault) =>
        fault is InvalidOperationException { Source: { } source }
        && source.StartsWith("System.Text.Json", StringComparison.Ordinal);

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
        if (_object.ValueKind != JsonValueKind.Object)
            return null;
        if (_object.TryGetProperty(name, out var found) && found.ValueKind != JsonValueKind.Null)
            return found;
        if (required)
            Fault(name, "is required");
        return null;
    }

    private string PathOf(string name) => _path.Length == 0 ? name : $"{_path}.{name}";
}
