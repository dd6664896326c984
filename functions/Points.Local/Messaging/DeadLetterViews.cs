using System.Text;
using System.Text.Json;
using Emulators.ServiceBus;
using Points.Local.Hosting;

namespace Points.Local.Messaging;

internal sealed record DeadLettersView(IReadOnlyList<DeadLetterView> Items, string? Next);

internal sealed record DeadLetterView(
    long SequenceNumber,
    string MessageId,
    string? SessionId,
    string Reason,
    string Description,
    int DeliveryCount,
    DateTimeOffset EnqueuedAt,
    JsonElement Body,
    IReadOnlyDictionary<string, string> Properties
)
{
    /// <summary>
    /// Shows everything except the sender's token. The app blanks it; the queue does not, when a message was delivered
    /// too often.
    /// </summary>
    public static DeadLetterView Of(DeadLetter letter) =>
        new(
            letter.SequenceNumber,
            letter.MessageId,
            letter.SessionId,
            letter.Reason,
            letter.Description,
            letter.DeliveryCount,
            letter.EnqueuedAt,
            ReadBody(letter.Body.Span),
            letter.Properties.ToDictionary(
                property => property.Key,
                property =>
                    property.Key.Equals(QueuesHttp.AuthorizationProperty, StringComparison.OrdinalIgnoreCase)
                        ? ""
                        : property.Value,
                StringComparer.Ordinal
            )
        );

    /// <summary>The body as JSON; as a JSON string when it is not JSON.</summary>
    private static JsonElement ReadBody(ReadOnlySpan<byte> body)
    {
        try
        {
            var reader = new Utf8JsonReader(body);
            if (JsonElement.TryParseValue(ref reader, out var json) && !reader.Read())
                return JsonSerializer.SerializeToElement(json.Value, LocalJson.Default.JsonElement);
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException or ArgumentException)
        {
            // The body is not JSON, or has half a surrogate pair, which cannot be written again: it is shown as text.
        }
        return JsonSerializer.SerializeToElement(Encoding.UTF8.GetString(body), LocalJson.Default.String);
    }
}
