namespace Emulators.ServiceBus.Storage;

/// <summary>
/// How many messages a queue has. Stored beside the messages, because counting them takes as long as reading them.
/// </summary>
/// <param name="NextSequenceNumber">The sequence number of the next message.</param>
/// <param name="Active">Messages that are neither settled nor scheduled, locked or not.</param>
/// <param name="Scheduled">Messages that are delivered at a later time.</param>
/// <param name="DeadLetters">Messages that are no longer delivered.</param>
/// <param name="Bytes">The size of all these messages, dead letters included.</param>
internal readonly record struct QueueTotals(
    long NextSequenceNumber,
    long Active,
    long Scheduled,
    long DeadLetters,
    long Bytes
);
