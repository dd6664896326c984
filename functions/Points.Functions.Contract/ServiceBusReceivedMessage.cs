namespace Azure.Messaging.ServiceBus;

/// <summary>A received message. Declared as in the Service Bus SDK, which replaces it.</summary>
public class ServiceBusReceivedMessage
{
    internal ServiceBusReceivedMessage() { }

    public BinaryData Body { get; internal init; } = BinaryData.Empty;

    public string MessageId { get; internal init; } = "";

    public string SessionId { get; internal init; } = "";

    public string CorrelationId { get; internal init; } = "";

    public string ContentType { get; internal init; } = "";

    public string LockToken { get; internal init; } = "";

    public int DeliveryCount { get; internal init; }

    public long SequenceNumber { get; internal init; }

    public DateTimeOffset EnqueuedTime { get; internal init; }

    public DateTimeOffset LockedUntil { get; internal init; }

    public IReadOnlyDictionary<string, object> ApplicationProperties { get; internal init; } =
        new Dictionary<string, object>(StringComparer.Ordinal);
}

/// <summary>
/// Creates received messages for tests. Pass arguments by name. Declared as in the Service Bus SDK, which replaces it,
/// but with only the parameters in use.
/// </summary>
public static class ServiceBusModelFactory
{
    public static ServiceBusReceivedMessage ServiceBusReceivedMessage(
        BinaryData? body = null,
        string? messageId = null,
        string? sessionId = null,
        string? correlationId = null,
        string? contentType = null,
        IDictionary<string, object>? properties = null,
        Guid lockTokenGuid = default,
        int deliveryCount = 0,
        DateTimeOffset lockedUntil = default,
        long sequenceNumber = 0,
        DateTimeOffset enqueuedTime = default
    ) =>
        new()
        {
            Body = body ?? BinaryData.Empty,
            MessageId = messageId ?? "",
            SessionId = sessionId ?? "",
            CorrelationId = correlationId ?? "",
            ContentType = contentType ?? "",
            ApplicationProperties = new Dictionary<string, object>(
                properties ?? new Dictionary<string, object>(StringComparer.Ordinal),
                StringComparer.Ordinal
            ),
            LockToken = lockTokenGuid.ToString(),
            DeliveryCount = deliveryCount,
            LockedUntil = lockedUntil,
            SequenceNumber = sequenceNumber,
            EnqueuedTime = enqueuedTime,
        };
}
