using Points.Local.Messaging.Storage;

namespace Points.Local.Messaging;

/// <summary>A message in a receiver's hands: locked, until it is settled or the lock ends.</summary>
public sealed class ReceivedMessage
{
    private readonly Message _message;
    private IReadOnlyDictionary<string, string>? _properties;

    internal ReceivedMessage(LocalQueue queue, Message message, Delivery delivery, int index) =>
        (Queue, _message, Delivery, Index) = (queue, message, delivery, index);

    public string MessageId => _message.MessageId;

    public string? SessionId => _message.SessionId;

    public string? CorrelationId => _message.CorrelationId;

    public ReadOnlyMemory<byte> Body => _message.Body;

    public IReadOnlyDictionary<string, string> Properties =>
        _properties ??= MessageProperties.Read(_message.Properties);

    /// <summary>1 when it is delivered for the first time.</summary>
    public int DeliveryCount => _message.Deliveries + 1;

    public long SequenceNumber => _message.Sequence;

    public DateTimeOffset EnqueuedAt => _message.EnqueuedAt;

    /// <summary>Different for every delivery of every message.</summary>
    public Guid LockToken => Queue.TokenOf(Delivery, Index);

    public DateTimeOffset LockedUntil => Delivery.Session?.Until ?? Delivery.Messages[Index].Until;

    internal LocalQueue Queue { get; }

    internal Delivery Delivery { get; }

    internal int Index { get; }
}
