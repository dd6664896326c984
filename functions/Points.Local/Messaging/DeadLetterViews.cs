using System.Text.Json;
using Emulators.ServiceBus;
using Points.Functions.Messaging;

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
    /// <summary>Shows everything except the sender's token.</summary>
    public static DeadLetterView Of(DeadLetter letter) =>
        new(
            letter.SequenceNumber,
            letter.MessageId,
            letter.SessionId,
            letter.Reason,
            letter.Description,
            letter.DeliveryCount,
            letter.EnqueuedAt,
            DeadLetterContent.ReadBody(letter.Body.Span),
            DeadLetterContent.WithoutToken(letter.Properties)
        );
}
