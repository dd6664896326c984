namespace Points.Local.Messaging;

/// <summary>A message that is not delivered any more, and why.</summary>
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
    /// <summary>The reason of those that were delivered as often as their queue allows.</summary>
    public const string MaxDeliveryCountExceeded = "MaxDeliveryCountExceeded";
}
