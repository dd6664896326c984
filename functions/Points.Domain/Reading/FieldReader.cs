using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Points.Domain.Reading;

/// <summary>
/// Reads one JSON object field by field. A fault is noted with its path and reading goes on with a harmless value;
/// whoever began the reading looks at the faults before using what was read. Fields that nobody asked for are faults
/// too: a misspelt optional field must not silently earn someone more.
/// </summary>
public sealed partial class FieldReader
{
    private readonly JsonElement _object;
    private readonly string _path;
    private readonly ValidationErrors _errors;
    private readonly List<string> _knownFields = [];

    /// <summary>Null but where there is nothing to read, and it is only noted what is asked for.</summary>
    private readonly JsonSchemaBuilder? _schema;

    /// <summary>Where the kind of an object is not known, neither are the fields of that kind.</summary>
    private bool _kindUnknown;

    private FieldReader(JsonSchemaBuilder description) => (_path, _errors, _schema) = ("", new(), description);

    private FieldReader(JsonElement element, string path, ValidationErrors errors)
    {
        (_object, _path, _errors) = (element, path, errors);
        if (element.ValueKind != JsonValueKind.Object)
            errors.AddError(path.Length == 0 ? "$" : path, "must be an object");
    }

    /// <summary>Reads a whole document of bounded size.</summary>
    public static ReadResult<T> Read<T>(ReadOnlyMemory<byte> json, Func<FieldReader, T> read)
        where T : class
    {
        var errors = new ValidationErrors();
        try
        {
            using var document = JsonDocument.Parse(
                json.Span.StartsWith("\uFEFF"u8) ? json[3..] : json,
                new() { MaxDepth = 16, AllowDuplicateProperties = false }
            );
            return new(ReadObject(document.RootElement, "", errors, read), errors);
        }
        catch (Exception fault) when (fault is JsonException || IsUndecodable(fault))
        {
            errors.AddError("$", $"is not valid JSON: {fault.Message}");
            return new(null, errors);
        }
    }

    /// <summary>What a reader asks for, as a JSON Schema. It reads nothing, as far as the harmless values go that stand for what is not there.</summary>
    public static JsonObject BuildSchema<T>(Func<FieldReader, T> read)
    {
        var description = new JsonSchemaBuilder();
        read(new(description));
        return description.Schema;
    }

    /// <summary>Reads the rest of an object by what its kind asks for.</summary>
    public T ByKind<T>(string name, IReadOnlyDictionary<string, Func<FieldReader, T>> kinds)
    {
        if (_schema is not null)
            throw new NotSupportedException("What is of several kinds has a schema of its own.");
        _kindUnknown = !(
            Find(name, required: false) is { ValueKind: JsonValueKind.String } found
            && DecodeText(found) is { } kind
            && kinds.ContainsKey(kind)
        );
        return Choice(name, kinds)(this);
    }

    public T? OptionalChoice<T>(string name, IReadOnlyDictionary<string, T> choices)
    {
        _schema?.AddProperty(name, required: false, JsonSchemaBuilder.Choice(choices.Keys));
        return Find(name, required: false) is null ? default : Choice(name, choices);
    }

    public T? Nested<T>(string name, Func<FieldReader, T> read, bool required = true)
        where T : class
    {
        _schema?.AddProperty(name, required, BuildSchema(read));
        return Find(name, required) is { } found ? ReadObject(found, PathOf(name), _errors, read) : null;
    }

    public ImmutableArray<T> List<T>(string name, int countMin, int countMax, Func<FieldReader, T> read)
    {
        _schema?.AddProperty(
            name,
            required: countMin > 0,
            JsonSchemaBuilder.List(countMin, countMax, BuildSchema(read))
        );
        return ReadItems(name, countMin, countMax, (item, path) => ReadObject(item, path, _errors, read));
    }

    public ImmutableArray<string> Ids(string name, int countMax, bool required = false)
    {
        _schema?.AddProperty(name, required, JsonSchemaBuilder.List(0, countMax, JsonSchemaBuilder.Text(IdPattern)));
        return ReadItems(
            name,
            0,
            countMax,
            required,
            (item, path) =>
            {
                var id = ReadText(item, path, IdLengthMax, isPath: true);
                if (!IsId(id))
                    _errors.AddError(path, IdRule);
                return id;
            }
        );
    }

    public ImmutableArray<string> Texts(string name, int countMax, int lengthMax)
    {
        _schema?.AddProperty(
            name,
            required: false,
            JsonSchemaBuilder.List(0, countMax, JsonSchemaBuilder.Text(lengthMax))
        );
        return ReadItems(name, 0, countMax, (item, path) => ReadText(item, path, lengthMax, isPath: true));
    }

    /// <summary>Whether anything was wrong so far, here or elsewhere in the document.</summary>
    public bool HasErrors => _errors.HasErrors;

    /// <summary>The object itself, to keep it as it came.</summary>
    public JsonElement Json => _object.Clone();

    /// <summary>Notes a fault of a field that only its reader can see.</summary>
    public void AddError(string name, string reason) => _errors.AddError(PathOf(name), reason);

    /// <summary>Faults whatever was not asked for. Comes by itself when an object is read; before, for who needs to know all faults then.</summary>
    public void RejectUnknownFields()
    {
        if (_object.ValueKind != JsonValueKind.Object || _kindUnknown)
            return;
        foreach (var field in _object.EnumerateObject())
            if (!_knownFields.Contains(field.Name))
                AddError(field.Name, "is not known here");
    }

    private static T ReadObject<T>(JsonElement element, string path, ValidationErrors errors, Func<FieldReader, T> read)
    {
        var reader = new FieldReader(element, path, errors);
        var value = read(reader);
        reader.RejectUnknownFields();
        return value;
    }

    private ImmutableArray<T> ReadItems<T>(
        string name,
        int countMin,
        int countMax,
        Func<JsonElement, string, T> read
    ) => ReadItems(name, countMin, countMax, required: countMin > 0, read);

    private ImmutableArray<T> ReadItems<T>(
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
            AddError(name, FormattableString.Invariant($"must be a list of {countMin} to {countMax}"));
            return [];
        }
        var items = ImmutableArray.CreateBuilder<T>(found.GetArrayLength());
        foreach (var item in found.EnumerateArray())
            items.Add(read(item, FormattableString.Invariant($"{PathOf(name)}[{items.Count}]")));
        return items.MoveToImmutable();
    }

    /// <summary>Text that is no Unicode parses, and throws only when it is looked at.</summary>
    private static bool IsUndecodable(Exception exception) =>
        exception is InvalidOperationException { Source: { } source }
        && source.StartsWith("System.Text.Json", StringComparison.Ordinal);

    private static string? DecodeText(JsonElement element)
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
        _knownFields.Add(name);
        if (_object.ValueKind != JsonValueKind.Object)
            return null;
        if (_object.TryGetProperty(name, out var found) && found.ValueKind != JsonValueKind.Null)
            return found;
        if (required)
            AddError(name, "is required");
        return null;
    }

    private string PathOf(string name) => _path.Length == 0 ? name : $"{_path}.{name}";
}
