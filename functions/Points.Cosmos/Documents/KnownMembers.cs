using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Points.Cosmos.Documents;

/// <summary>The members that this version of the app knows of a type of documents, and of the values inside.</summary>
internal sealed class KnownMembers
{
    private static readonly ConcurrentDictionary<Type, KnownMembers> ByType = new();

    /// <summary>Members that begin so belong to the store, which sets them anew with each write.</summary>
    private const char StoreMemberPrefix = '_';

    private readonly JsonTypeInfo _type;
    private readonly string[] _names;
    private readonly byte[][] _utf8Names;
    private readonly KnownMembers?[] _members;

    private KnownMembers(JsonTypeInfo type)
    {
        _type = type;
        var properties = type.Kind == JsonTypeInfoKind.Object ? type.Properties : [];
        _names = [.. properties.Select(it => it.Name)];
        _utf8Names = [.. _names.Select(Encoding.UTF8.GetBytes)];
        _members = new KnownMembers?[_names.Length];
    }

    public JsonTypeInfoKind Kind => _type.Kind;

    /// <summary>The members that identify an element of a list; all members for types without identity.</summary>
    public IReadOnlyList<string> Identity => ElementIdentities.Find(_type.Type) ?? _names;

    /// <summary>The elements of a list or a dictionary.</summary>
    public KnownMembers Elements => field ??= Of(_type.ElementType!);

    /// <param name="type">A type that <see cref="DocumentJson"/> serializes.</param>
    public static KnownMembers Of(Type type) =>
        ByType.GetOrAdd(type, static it => new(DocumentJson.Default.Options.GetTypeInfo(it)));

    /// <summary>Whether a member of a document belongs to the store.</summary>
    public static bool IsOfStore(string name) => name.StartsWith(StoreMemberPrefix);

    /// <summary>What is known of a member's value.</summary>
    /// <returns>Null if the member is unknown.</returns>
    public KnownMembers? Find(string name)
    {
        // The serializer reads names in any case.
        var at = Array.FindIndex(_names, it => it.Equals(name, StringComparison.OrdinalIgnoreCase));
        return at < 0 ? null : MemberAt(at);
    }

    /// <summary>
    /// Whether a value and the values inside have only members that are known. Reads the JSON once and allocates
    /// nothing.
    /// </summary>
    /// <param name="json">Is at the first token of the value, and afterwards at the last one.</param>
    public bool AreAllIn(ref Utf8JsonReader json) =>
        (json.TokenType, Kind) switch
        {
            (JsonTokenType.StartObject, JsonTypeInfoKind.Object) => AreAllInObject(ref json),
            (JsonTokenType.StartObject, JsonTypeInfoKind.Dictionary) => AreAllInElements(ref json),
            (JsonTokenType.StartArray, JsonTypeInfoKind.Enumerable) => AreAllInElements(ref json),
            _ => json.TrySkip(),
        };

    private bool AreAllInObject(ref Utf8JsonReader json)
    {
        var (isDocument, next) = (json.CurrentDepth == 0, 0);
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            var at = IndexOfName(ref json, next);
            if (at < 0 && !(isDocument && json.ValueSpan is [(byte)StoreMemberPrefix, ..]))
                return false;
            json.Read();
            if (at < 0)
                json.Skip();
            else if (!MemberAt(at).AreAllIn(ref json))
                return false;
            else
                next = at + 1;
        }
        return true;
    }

    private bool AreAllInElements(ref Utf8JsonReader json)
    {
        while (json.Read() && json.TokenType is not (JsonTokenType.EndArray or JsonTokenType.EndObject))
            if (json.TokenType != JsonTokenType.PropertyName && !Elements.AreAllIn(ref json))
                return false;
        return true;
    }

    /// <param name="likely">Where to look first: members are stored in the order in which they are written.</param>
    private int IndexOfName(ref Utf8JsonReader json, int likely)
    {
        for (var i = likely; i < _utf8Names.Length; i++)
            if (json.ValueTextEquals(_utf8Names[i]))
                return i;
        for (var i = 0; i < likely; i++)
            if (json.ValueTextEquals(_utf8Names[i]))
                return i;
        return -1;
    }

    private KnownMembers MemberAt(int index) => _members[index] ??= Of(_type.Properties[index].PropertyType);
}
