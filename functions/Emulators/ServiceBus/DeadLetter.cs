namespace Emulators.ServiceBus;

/// <summary>A message that the queue no longer delivers, and why.</summary>
public sealed record DeadLetter(
    long SequenceNumber,
    string MessageId,
    string? SessionId,
    string Reason,
    string Description,
    int DeliveryCount,
    DateTimeOffset EnqueuedAt,
    ReadOnlyMemory<byte> Body,
    IReadOnlyDictionary<string, string> Properties
)
{
    /// <summary>The reason of a message that was delivered as often as its queue allows and never completed.</summary>
    public const string MaxDeliveryCountExceeded = "MaxDeliveryCountExceeded";
}
