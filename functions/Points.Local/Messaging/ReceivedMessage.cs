using Points.Local.Messaging.Storage;

namespace Points.Local.Messaging;

/// <summary>A message in a receiver's hands: locked, until it is settled or the lock ends.</summary>
public sealed class ReceivedMessage
{
    private readonly StoredMessage _message;
    private IReadOnlyDictionary<string, string>? _properties;

    internal ReceivedMessage(LocalQueue queue, StoredMessage message, LockedBatch delivery, int index) =>
        (Queue, _message, Batch, Index) = (queue, message, delivery, index);

    public string MessageId => _message.MessageId;

    public string? SessionId => _message.SessionId;

    public string? CorrelationId => _message.CorrelationId;

    public ReadOnlyMemory<byte> Body => _message.Body;

    public IReadOnlyDictionary<string, string> Properties =>
        _properties ??= MessageProperties.Read(_message.Properties);

    /// <summary>1 when it is delivered for the first time.</summary>
    public int DeliveryCount => _message.DeliveryCount + 1;

    public long SequenceNumber => _message.SequenceNumber;

    public DateTimeOffset EnqueuedAt => _message.EnqueuedAt;

    /// <summary>Different for every delivery of every message.</summary>
    public Guid LockToken => Queue.TokenOf(Batch, Index);

    public DateTimeOffset LockedUntil => Batch.Session?.LockedUntil ?? Batch.Messages[Index].LockedUntil;

    internal LocalQueue Queue { get; }

    internal LockedBatch Batch { get; }

    internal int Index { get; }
}
