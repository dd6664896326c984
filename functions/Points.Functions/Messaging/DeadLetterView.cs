using System.Text.Json;
using Points.Domain.Messaging;

namespace Points.Functions.Messaging;

/// <summary>A message that its queue no longer delivers.</summary>
/// <param name="SequenceNumber">The number that the broker gave the message.</param>
/// <param name="Reason">For programs.</param>
/// <param name="Description">For people.</param>
/// <param name="EnqueuedAt">When the queue took the message, by the broker's clock.</param>
/// <param name="Body">
/// The message, as JSON; a text if it is no JSON. Missing if it has more than 16 KiB.
/// </param>
/// <param name="Properties">The application properties. A sender's token is never shown.</param>
internal sealed record DeadLetterView(
    long SequenceNumber,
    string MessageId,
    string? SessionId,
    string Reason,
    string Description,
    int DeliveryCount,
    DateTimeOffset EnqueuedAt,
    JsonElement? Body,
    IReadOnlyDictionary<string, string> Properties
)
{
    /// <summary>So that a page of the largest messages stays small.</summary>
    private const int BodyBytesMax = 16 * 1024;

    public static DeadLetterView From(DeadLetter letter) =>
        new(
            letter.SequenceNumber,
            letter.MessageId,
            letter.SessionId,
            letter.Reason,
            letter.Description,
            letter.DeliveryCount,
            letter.EnqueuedAt,
            letter.Body.Length > BodyBytesMax ? null : DeadLetterContent.ReadBody(letter.Body.Span),
            DeadLetterContent.WithoutToken(letter.Properties)
        );
}
