using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Points.Domain.Reading;

/// <summary>
/// Reads one JSON object field by field. On an error it records the field's path and the reason, and continues with a
/// placeholder value, so that one reading reports all errors. Callers must <see cref="Complete"/> the reading and check
/// the errors before they use the result. Unknown fields are errors too: a misspelt optional field must not change the
/// outcome silently.
/// </summary>
public sealed partial class FieldReader
{
    private readonly JsonElement _object;
    private readonly string _path;
    private readonly OpenDocument _document;
    private readonly List<string> _knownFields = [];

    /// <summary>
    /// Set only by <see cref="BuildSchema{T}"/>: records the fields that are read. Null while reading JSON.
    /// </summary>
    private readonly JsonSchemaBuilder? _schema;

    /// <summary>Whether the object's kind is unknown. Then its fields are not reported as unknown.</summary>
    private bool _kindUnknown;

    private FieldReader(JsonElement element, string path, OpenDocument document, JsonSchemaBuilder? schema = null)
    {
        (_object, _path, _document, _schema) = (element, path, document, schema);
        if (element.ValueKind is not (JsonValueKind.Object or JsonValueKind.Undefined))
            document.AddError(path.Length == 0 ? "$" : path, "must be an object");
    }

    /// <summary>
    /// Opens a JSON document, to read its fields and then to <see cref="Complete"/> the reading. The caller limits its
    /// size; nesting deeper than 16 levels is refused.
    /// </summary>
    public static FieldReader Open(ReadOnlyMemory<byte> json)
    {
        var document = OpenDocument.Parse(json);
        return new(document.Root, "", document);
    }

    /// <summary>A reader without a document. It reads only placeholder values and has only this error.</summary>
    /// <param name="reason">Follows the path of the document, such as "may have at most 5 bytes".</param>
    public static FieldReader Unreadable(string reason)
    {
        var document = OpenDocument.Empty();
        document.MarkUnreadable(reason);
        return new(document.Root, "", document);
    }

    /// <summary>Ends the reading of a document: its reader, and those of the objects in it, must not read on.</summary>
    /// <returns>All errors. What was read may be used only if there are none.</returns>
    public ValidationErrors Complete()
    {
        RejectUnknownFields();
        _document.Close();
        return _document.Errors;
    }

    /// <summary>
    /// The JSON Schema of what a reader accepts. It runs the reader without a document, so the reader must work with
    /// placeholder values.
    /// </summary>
    public static JsonObject BuildSchema<T>(Func<FieldReader, T> read)
    {
        var schema = new JsonSchemaBuilder();
        read(new(default, "", OpenDocument.Empty(), schema));
        return schema.Schema;
    }

    /// <summary>Reads the other fields of an object with the reader for its kind.</summary>
    /// <param name="name">The field that names the kind.</param>
    public T ByKind<T>(string name, IReadOnlyDictionary<string, Func<FieldReader, T>> kinds)
    {
        if (_schema is not null)
            throw new NotSupportedException("An object of several kinds needs a separate schema for each kind.");
        _kindUnknown = !(
            Find(name, required: false) is { ValueKind: JsonValueKind.String } found
            && DecodeText(found) is { } kind
            && kinds.ContainsKey(kind)
        );
        return Choice(name, kinds)(this);
    }

    public T? Nested<T>(string name, Func<FieldReader, T> read, bool required = true)
        where T : class
    {
        _schema?.AddProperty(name, required, BuildSchema(read));
        return Find(name, required) is { } found ? ReadObject(found, PathOf(name), _document, read) : null;
    }

    public ImmutableArray<T> List<T>(string name, int countMin, int countMax, Func<FieldReader, T> read)
    {
        _schema?.AddProperty(
            name,
            required: countMin > 0,
            JsonSchemaBuilder.List(countMin, countMax, BuildSchema(read))
        );
        return ReadItems(name, countMin, countMax, (item, path) => ReadObject(item, path, _document, read));
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
                    _document.AddError(path, IdRule);
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

    /// <summary>Whether any error was found so far, in this object or elsewhere in the document.</summary>
    public bool HasErrors => _document.Errors.HasErrors;

    /// <summary>The object as it was sent.</summary>
    public JsonElement Json => _object.ValueKind == JsonValueKind.Undefined ? _object : _object.Clone();

    /// <summary>Records an error of a field that the caller has checked itself.</summary>
    /// <param name="reason">Follows the field's path, such as "must be positive".</param>
    public void AddError(string name, string reason) => _document.AddError(PathOf(name), reason);

    /// <summary>Refuses a field that is known elsewhere, and says why it is not allowed here.</summary>
    /// <param name="reason">Follows the field's path, such as "must be left out: a gift has no basket".</param>
    public void Refuse(string name, string reason)
    {
        if (Find(name, required: false) is not null)
            AddError(name, reason);
    }

    /// <summary>
    /// Records an error for each field that was not read. Runs automatically at the end of each object; callers that
    /// need all errors earlier call it themselves.
    /// </summary>
    public void RejectUnknownFields()
    {
        if (_object.ValueKind != JsonValueKind.Object || _kindUnknown)
            return;
        try
        {
            foreach (var field in _object.EnumerateObject())
                if (!_knownFields.Contains(field.Name) && !_document.Errors.IsFull)
                    AddError(field.Name, DescribeUnknown(field.Name));
        }
        catch (InvalidOperationException fault) when (OpenDocument.IsUndecodable(fault))
        {
            _document.MarkInvalid();
        }
    }

    private string DescribeUnknown(string name) =>
        NearestName.Find(name, _knownFields) is { } nearest
            ? $"is not a known field; the nearest is {nearest}"
            : "is not a known field";

    private static T ReadObject<T>(JsonElement element, string path, OpenDocument document, Func<FieldReader, T> read)
    {
        var reader = new FieldReader(element, path, document);
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
            AddError(name, FormattableString.Invariant($"must be a list of {countMin} to {countMax} items"));
            return [];
        }
        var items = ImmutableArray.CreateBuilder<T>(found.GetArrayLength());
        foreach (var item in found.EnumerateArray())
            items.Add(read(item, FormattableString.Invariant($"{PathOf(name)}[{items.Count}]")));
        return items.MoveToImmutable();
    }

    private static string? DecodeText(JsonElement element)
    {
        try
        {
            return element.GetString();
        }
        catch (InvalidOperationException fault) when (OpenDocument.IsUndecodable(fault))
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
