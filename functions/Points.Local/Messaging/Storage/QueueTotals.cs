namespace Points.Local.Messaging.Storage;

/// <summary>How much is in a queue, kept beside the messages: counting them would take as long as reading them.</summary>
/// <param name="NextSequenceNumber">The sequence number of the next message.</param>
/// <param name="Active">Messages that are neither settled nor scheduled, under lock or not.</param>
internal readonly record struct QueueTotals(
    long NextSequenceNumber,
    long Active,
    long Scheduled,
    long DeadLetters,
    long Bytes
);

/// <summary>All queues at one moment: what one transaction left behind.</summary>
/// <param name="Version">Raised by every transaction.</param>
internal sealed record BusState(long Version, QueueTotals[] Queues);
