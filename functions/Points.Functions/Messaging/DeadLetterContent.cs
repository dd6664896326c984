using System.Text;
using System.Text.Json;

namespace Points.Functions.Messaging;

/// <summary>What people are shown of a dead letter.</summary>
internal static class DeadLetterContent
{
    /// <summary>The body as JSON; as a JSON string if it is not JSON.</summary>
    public static JsonElement ReadBody(ReadOnlySpan<byte> body)
    {
        try
        {
            var reader = new Utf8JsonReader(body);
            if (JsonElement.TryParseValue(ref reader, out var json) && !reader.Read())
                return JsonSerializer.SerializeToElement(json.Value, MessagingJson.Default.JsonElement);
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException or ArgumentException)
        {
            // The body is not JSON, or has half a surrogate pair, which cannot be written again: it is shown as text.
        }
        return JsonSerializer.SerializeToElement(Encoding.UTF8.GetString(body), MessagingJson.Default.String);
    }

    /// <summary>
    /// The properties without the sender's token. The app blanks it; the queue does not, when a message was delivered
    /// too often.
    /// </summary>
    public static IReadOnlyDictionary<string, string> WithoutToken(IReadOnlyDictionary<string, string> properties) =>
        properties.ToDictionary(
            property => property.Key,
            property => AuthorizationProperty.MayBe(property.Key) ? "" : property.Value,
            StringComparer.Ordinal
        );
}
