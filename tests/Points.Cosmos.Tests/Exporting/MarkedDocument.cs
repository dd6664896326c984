using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using Points.Cosmos.Documents;
using Points.Cosmos.Exporting;
using Points.Cosmos.Persons;

namespace Points.Cosmos.Tests.Exporting;

/// <summary>
/// A stored document in which every field, at any depth, has a value that nothing else has. Which of them an export
/// must show follows from <see cref="ExportedFields"/>.
/// </summary>
internal sealed class MarkedDocument
{
    private static int _number;

    private readonly Dictionary<string, string> _given;

    /// <param name="given">The values of fields of the document itself that are not marked, such as its id.</param>
    public MarkedDocument(StoredKind kind, IReadOnlyDictionary<string, string> given)
    {
        Kind = kind;
        _given = new(given, StringComparer.Ordinal) { ["type"] = kind.Type };
        Json = (JsonObject)Fill(TypeOf(kind.Document), kind.Type, isShown: kind.IsExported, isRoot: true)!;
    }

    public StoredKind Kind { get; }

    public JsonObject Json { get; }

    /// <summary>The marks, with the path to their field and whether an export must show them.</summary>
    public List<(string Path, string Value, bool IsShown)> Marks { get; } = [];

    public MemoryStream ToStream() => new(Encoding.UTF8.GetBytes(Json.ToJsonString()));

    private JsonNode? Fill(JsonTypeInfo type, string path, bool isShown, bool isRoot = false) =>
        type.Kind switch
        {
            JsonTypeInfoKind.Object => FillFields(type, path, isShown, isRoot),
            JsonTypeInfoKind.Enumerable => new JsonArray(Fill(TypeOf(type.ElementType!), path, isShown)),
            JsonTypeInfoKind.Dictionary => new JsonObject { ["1"] = Fill(TypeOf(type.ElementType!), path, isShown) },
            _ => Mark(type.Type, path, isShown),
        };

    private JsonObject FillFields(JsonTypeInfo type, string path, bool isShown, bool isRoot)
    {
        var fields = ExportedFields.Find(type.Type);
        var filled = new JsonObject();
        foreach (var property in type.Properties.Where(it => it.Get is not null))
            filled[property.Name] =
                isRoot && _given.TryGetValue(property.Name, out var given)
                    ? given
                    : Fill(
                        TypeOf(property.PropertyType),
                        $"{path}.{property.Name}",
                        isShown && fields?.Shown.ContainsKey(property.Name) == true
                    );
        return filled;
    }

    private JsonNode? Mark(Type type, string path, bool isShown)
    {
        var scalar = Nullable.GetUnderlyingType(type) ?? type;
        // A value of a closed set cannot be told from others.
        // Of a member who is being erased there is no export.
        if (scalar == typeof(bool))
            return !path.EndsWith("erasing", StringComparison.OrdinalIgnoreCase);
        if (scalar.IsEnum)
            return Enum.GetNames(scalar)[0];
        var value = ValueOf(scalar, Interlocked.Increment(ref _number));
        Marks.Add((path, value.ToString(), isShown));
        return scalar == typeof(JsonElement) ? new JsonObject { ["any"] = value } : value;
    }

    private static JsonValue ValueOf(Type type, int number) =>
        type == typeof(long) || type == typeof(int) ? JsonValue.Create(900_000_000 + number)
        : type == typeof(decimal) ? JsonValue.Create(900_000_000.5m + number)
        : type == typeof(DateOnly) ? JsonValue.Create($"{new DateOnly(2200, 1, 1).AddDays(number):O}")
        : type == typeof(DateTimeOffset)
            ? JsonValue.Create($"{new DateTimeOffset(2200, 1, 1, 0, 0, 0, default).AddSeconds(number):O}")
        : JsonValue.Create($"mark-{number}-");

    private static JsonTypeInfo TypeOf(Type type) => DocumentJson.Default.Options.GetTypeInfo(type);
}
