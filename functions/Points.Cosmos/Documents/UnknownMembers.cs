using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using Points.Domain.Reading;

namespace Points.Cosmos.Documents;

/// <summary>
/// The members of a stored document that this version of the app does not know: a newer version wrote them. A rewrite
/// carries them over.
/// </summary>
internal sealed class UnknownMembers
{
    private readonly JsonNode _stored;

    private UnknownMembers(JsonNode stored) => _stored = stored;

    /// <returns>Null if the document has only members that are known, which almost all have.</returns>
    public static UnknownMembers? Find<T>(ReadOnlySpan<byte> json, JsonTypeInfo<T> type)
    {
        var reader = new Utf8JsonReader(json);
        return !reader.Read() || KnownMembers.Of(type.Type).AreAllIn(ref reader) ? null : new(JsonNode.Parse(json)!);
    }

    /// <summary>Adds the unknown members to the document's new state.</summary>
    /// <param name="next">The new state, with known members only.</param>
    public ReadOnlyMemory<byte> AddTo<T>(ReadOnlyMemory<byte> next, JsonTypeInfo<T> type)
    {
        var document = JsonNode.Parse(next.Span);
        Carry(_stored, document, KnownMembers.Of(type.Type), isDocument: true);
        return ReadableJson.Serialize(json => document!.WriteTo(json));
    }

    private static void Carry(JsonNode? stored, JsonNode? next, KnownMembers known, bool isDocument = false)
    {
        switch (known.Kind, stored, next)
        {
            case (JsonTypeInfoKind.Object, JsonObject from, JsonObject to):
                CarryMembers(from, to, known, isDocument);
                break;
            case (JsonTypeInfoKind.Dictionary, JsonObject from, JsonObject to):
                foreach (var (key, value) in from)
                    Carry(value, to[key], known.Elements);
                break;
            case (JsonTypeInfoKind.Enumerable, JsonArray from, JsonArray to)
                when known.Elements.Kind == JsonTypeInfoKind.Object:
                CarryElements(from, to, known.Elements);
                break;
            default:
                break; // The value is gone, or has no members of its own.
        }
    }

    private static void CarryMembers(JsonObject from, JsonObject to, KnownMembers known, bool isDocument)
    {
        foreach (var (name, value) in from)
            if (known.Find(name) is { } member)
                Carry(value, to[name], member);
            else if (!isDocument || !KnownMembers.IsOfStore(name))
                to[name] = value?.DeepClone();
    }

    /// <summary>Pairs elements of the same identity, in their order if several have the same.</summary>
    private static void CarryElements(JsonArray from, JsonArray to, KnownMembers known)
    {
        var stored = from.OfType<JsonObject>()
            .GroupBy(it => KeyOf(it, known))
            .ToDictionary(it => it.Key, it => new Queue<JsonObject>(it), StringComparer.Ordinal);
        foreach (var element in to.OfType<JsonObject>())
            if (stored.TryGetValue(KeyOf(element, known), out var same) && same.TryDequeue(out var first))
                CarryMembers(first, element, known, isDocument: false);
    }

    /// <summary>The members that identify an element. Objects and lists among them do not count.</summary>
    private static string KeyOf(JsonObject element, KnownMembers known) =>
        string.Join('\n', known.Identity.Select(name => (element[name] as JsonValue)?.ToJsonString()));
}
