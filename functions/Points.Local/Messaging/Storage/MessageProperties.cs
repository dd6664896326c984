using System.Collections.Immutable;
using System.Text.Json;
using Points.Domain.Reading;

namespace Points.Local.Messaging.Storage;

/// <summary>Application properties as they are stored: a JSON object of strings.</summary>
internal static class MessageProperties
{
    /// <summary>The property in which the Service Bus SDK carries the W3C trace parent of the sender.</summary>
    public const string TraceParent = "Diagnostic-Id";

    /// <returns>Null when there is neither a property nor a trace parent.</returns>
    public static byte[]? Write(IReadOnlyDictionary<string, string> properties, string? traceParent) =>
        properties.Count == 0 && traceParent is null
            ? null
            : ReadableJson
                .Serialize(json =>
                {
                    json.WriteStartObject();
                    foreach (var (name, value) in properties)
                        json.WriteString(name, value);
                    if (traceParent is not null && !properties.ContainsKey(TraceParent))
                        json.WriteString(TraceParent, traceParent);
                    json.WriteEndObject();
                })
                .ToArray();

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
