using System.Buffers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Points.Cosmos.Sealing;

namespace Points.Cosmos.Documents;

/// <summary>
/// Reads stored documents of any version of the app: fills in members that are missing, and finds those that this
/// version does not know (decision 24).
/// </summary>
internal static class StoredJson
{
    private static readonly JsonSerializerOptions Options = new(DocumentJson.Default.Options)
    {
        TypeInfoResolver = DocumentJson.Default.WithAddedModifier(MissingMembers.FillIn),
    };

    /// <exception cref="JsonException">The JSON is not a document of this type.</exception>
    public static T Read<T>(ReadOnlySpan<byte> json, JsonTypeInfo<T> type) =>
        JsonSerializer.Deserialize(json, Reading(type))!;

    /// <inheritdoc cref="Read{T}(ReadOnlySpan{byte}, JsonTypeInfo{T})"/>
    public static T Read<T>(Stream json, JsonTypeInfo<T> type) => JsonSerializer.Deserialize(json, Reading(type))!;

    /// <inheritdoc cref="Read{T}(ReadOnlySpan{byte}, JsonTypeInfo{T})"/>
    public static T Read<T>(JsonElement json, JsonTypeInfo<T> type) => json.Deserialize(Reading(type))!;

    /// <summary>Reads a document that may be rewritten.</summary>
    /// <param name="seals">Checks the document's MACs; null if it has none.</param>
    /// <exception cref="JsonException">The JSON is not a document of this type.</exception>
    public static StoredDocument<T> ReadWhole<T>(
        Stream json,
        string etag,
        JsonTypeInfo<T> type,
        DocumentSeals? seals = null
    )
    {
        var length = checked((int)json.Length);
        var rented = ArrayPool<byte>.Shared.Rent(length);
        try
        {
            var bytes = rented.AsSpan(0, length);
            json.ReadExactly(bytes);
            seals?.Check(bytes);
            return new(Read(bytes, type), etag, UnknownMembers.Find(bytes, type));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(rented);
        }
    }

    private static JsonTypeInfo<T> Reading<T>(JsonTypeInfo<T> type) => (JsonTypeInfo<T>)Options.GetTypeInfo(type.Type);
}
