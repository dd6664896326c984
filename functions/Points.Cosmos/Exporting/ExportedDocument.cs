using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using Points.Cosmos.Documents;

namespace Points.Cosmos.Exporting;

/// <summary>Turns a stored document into what a person's export shows of it.</summary>
internal static class ExportedDocument
{
    /// <summary>The shown fields in the order of <see cref="ExportedFields"/>. Fields of newer versions are left out.</summary>
    /// <param name="stored">A document as it is stored.</param>
    /// <param name="record">The record that reads and writes such documents.</param>
    public static JsonObject From(JsonElement stored, Type record) =>
        (JsonObject)Export(stored, DocumentJson.Default.Options.GetTypeInfo(record))!;

    private static JsonNode? Export(JsonElement stored, JsonTypeInfo type) =>
        (stored.ValueKind, type.Kind) switch
        {
            (JsonValueKind.Object, JsonTypeInfoKind.Object) => ExportFields(stored, type),
            (JsonValueKind.Object, JsonTypeInfoKind.Dictionary) => new JsonObject(
                stored.EnumerateObject().Select(it => KeyValuePair.Create(it.Name, Export(it.Value, ElementsOf(type))))
            ),
            (JsonValueKind.Array, JsonTypeInfoKind.Enumerable) => new JsonArray([
                .. stored.EnumerateArray().Select(it => Export(it, ElementsOf(type))),
            ]),
            (JsonValueKind.String, _) when (Nullable.GetUnderlyingType(type.Type) ?? type.Type).IsEnum => WordOf(
                stored
            ),
            _ => Copy(stored),
        };

    private static JsonObject ExportFields(JsonElement stored, JsonTypeInfo type)
    {
        var fields =
            ExportedFields.Find(type.Type)
            ?? throw new InvalidOperationException($"it is not said which fields of {type.Type.Name} are exported");
        var exported = new JsonObject();
        foreach (var (name, shownName) in fields.Shown)
            if (stored.TryGetProperty(name, out var value))
                exported.Add(
                    shownName,
                    fields.Words.Contains(name) && value.ValueKind == JsonValueKind.String
                        ? WordOf(value)
                        : Export(value, type.Properties.Single(it => it.Name == name).PropertyType)
                );
        if (type.Type == typeof(EntryKindDocument))
            exported["kind"] = StoredEntryKind.NameOf(stored);
        return exported;
    }

    private static JsonNode? Export(JsonElement stored, Type type) =>
        Export(stored, DocumentJson.Default.Options.GetTypeInfo(type));

    private static JsonTypeInfo ElementsOf(JsonTypeInfo list) =>
        DocumentJson.Default.Options.GetTypeInfo(list.ElementType!);

    /// <summary>A value of a closed set as the API writes it: <c>partly-reversed</c>.</summary>
    private static JsonValue WordOf(JsonElement stored)
    {
        var text = stored.GetString()!;
        return JsonValue.Create(
            text.All(char.IsAsciiLetter) ? JsonNamingPolicy.KebabCaseLower.ConvertName(text) : text
        );
    }

    private static JsonNode? Copy(JsonElement stored) =>
        stored.ValueKind switch
        {
            JsonValueKind.Object => JsonObject.Create(stored),
            JsonValueKind.Array => JsonArray.Create(stored),
            JsonValueKind.Null => null,
            JsonValueKind.Undefined
            or JsonValueKind.String
            or JsonValueKind.Number
            or JsonValueKind.True
            or JsonValueKind.False => JsonValue.Create(stored),
        };
}
