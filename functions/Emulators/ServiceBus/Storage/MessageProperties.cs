using System.Buffers;
using System.Collections.Immutable;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;

namespace Emulators.ServiceBus.Storage;

/// <summary>Application properties as they are stored: a JSON object of strings.</summary>
internal static class MessageProperties
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    /// <returns>Null when there is no property.</returns>
    public static byte[]? Write(IReadOnlyDictionary<string, string> properties)
    {
        if (properties.Count == 0)
            return null;
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, Options))
        {
            json.WriteStartObject();
            foreach (var (name, value) in properties)
                json.WriteString(name, value);
            json.WriteEndObject();
        }
        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>The properties with some of them set to other values.</summary>
    public static IReadOnlyDictionary<string, string> Merge(
        IReadOnlyDictionary<string, string> properties,
        IReadOnlyDictionary<string, string> changed
    ) => properties.ToImmutableDictionary(StringComparer.Ordinal).SetItems(changed);

    public static IReadOnlyDictionary<string, string> Read(byte[]? json)
    {
        if (json is null)
            return ImmutableDictionary<string, string>.Empty;
        using var document = JsonDocument.Parse(json);
        return document
            .RootElement.EnumerateObject()
            .ToDictionary(property => property.Name, property => property.Value.GetString()!, StringComparer.Ordinal);
    }
}
