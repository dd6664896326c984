using Emulators.ServiceBus.Storage;

namespace Emulators.ServiceBus;

/// <summary>A message that a receiver has: locked until it is settled or the lock ends.</summary>
public sealed class ReceivedMessage
{
    private readonly StoredMessage _message;
    private IReadOnlyDictionary<string, string>? _properties;

    internal ReceivedMessage(EmulatorQueue queue, StoredMessage message, LockedBatch batch, int index) =>
        (Queue, _message, Batch, Index) = (queue, message, batch, index);

    public string MessageId => _message.MessageId;

    public string? SessionId => _message.SessionId;

    public string? CorrelationId => _message.CorrelationId;

    public ReadOnlyMemory<byte> Body => _message.Body;

    public IReadOnlyDictionary<string, string> Properties =>
        _properties ??= MessageProperties.Read(_message.Properties);

    /// <summary>How often the message was delivered, with this delivery: 1 for the first.</summary>
    public int DeliveryCount => _message.DeliveryCount + 1;

    public long SequenceNumber => _message.SequenceNumber;

    public DateTimeOffset EnqueuedAt => _message.EnqueuedAt;

    /// <summary>Different for every delivery of every message.</summary>
    public Guid LockToken => Queue.TokenOf(Batch, Index);

    public DateTimeOffset LockedUntil => Batch.Session?.LockedUntil ?? Batch.Messages[Index].LockedUntil;

    internal EmulatorQueue Queue { get; }

    internal LockedBatch Batch { get; }

    /// <summary>The message's place in its batch.</summary>
    internal int Index { get; }
}
