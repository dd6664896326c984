namespace Points.Domain.Messaging;

/// <summary>A message that its queue no longer delivers.</summary>
/// <param name="SequenceNumber">The number that the broker gave the message, from 1; unique in its queue.</param>
/// <param name="Reason">For programs, such as <c>invalid-message</c>.</param>
/// <param name="Description">For people.</param>
/// <param name="DeliveryCount">How often it was delivered.</param>
/// <param name="EnqueuedAt">When the queue took the message, by the broker's clock.</param>
/// <param name="Properties">The application properties, among them a sender's token if nobody has blanked it.</param>
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
);
