using Points.Domain.Messaging;

namespace Points.Local.Messaging.Storage;

/// <summary>A message as it is kept.</summary>
/// <param name="DeliveryCount">How often it was delivered and not settled.</param>
/// <param name="Properties">As JSON; null for none.</param>
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
    /// <summary>What a row costs besides its text.</summary>
    private const int OverheadBytes = 64;

    public int SizeBytes =>
        OverheadBytes
        + MessageId.Length
        + (SessionId?.Length ?? 0)
        + (CorrelationId?.Length ?? 0)
        + (Properties?.Length ?? 0)
        + Body.Length;

    /// <summary>Takes copies: the sender may use its memory again.</summary>
    public static StoredMessage From(OutgoingMessage outgoing) =>
        new(
            0,
            outgoing.MessageId,
            outgoing.SessionId,
            outgoing.CorrelationId,
            default,
            0,
            MessageProperties.Write(outgoing.Properties, outgoing.TraceParent),
            outgoing.Body.ToArray()
        );
}
