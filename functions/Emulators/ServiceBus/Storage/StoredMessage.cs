namespace Emulators.ServiceBus.Storage;

/// <summary>A message as it is stored.</summary>
/// <param name="SequenceNumber">Unique in its queue, in the order of arrival; 0 before it is stored.</param>
/// <param name="MessageId">The sender's id.</param>
/// <param name="SessionId">The session; null for none.</param>
/// <param name="CorrelationId">The sender's correlation id; null for none.</param>
/// <param name="EnqueuedAt">When the message was added to the queue.</param>
/// <param name="DeliveryCount">How often the message was delivered and not completed.</param>
/// <param name="Properties">Application properties as JSON; null for none.</param>
/// <param name="Body">The message's bytes.</param>
internal sealed record StoredMessage(
    long SequenceNumber,
    string MessageId,
    string? SessionId,
    string? CorrelationId,
    DateTimeOffset EnqueuedAt,
    int DeliveryCount,
    byte[]? Properties,
    byte[] Body
)
{
    /// <summary>An estimate of what a row takes besides its texts.</summary>
    private const int OverheadBytes = 64;

    /// <summary>Roughly the message's size in memory and on disk.</summary>
    public int SizeBytes =>
        OverheadBytes
        + MessageId.Length
        + (SessionId?.Length ?? 0)
        + (CorrelationId?.Length ?? 0)
        + (Properties?.Length ?? 0)
        + Body.Length;

    /// <summary>Copies the sender's message, because the sender may reuse its memory.</summary>
    public static StoredMessage From(NewMessage message) =>
        new(
            0,
            message.MessageId,
            message.SessionId,
            message.CorrelationId,
            default,
            0,
            MessageProperties.Write(message.Properties),
            message.Body.ToArray()
        );
}
