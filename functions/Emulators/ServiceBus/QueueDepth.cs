namespace Emulators.ServiceBus;

/// <summary>How many messages are in a queue.</summary>
/// <param name="Name">The queue's name.</param>
/// <param name="Active">Messages that can be received now or after a delay.</param>
/// <param name="Scheduled">Messages that are delivered at a later time.</param>
/// <param name="Locked">Messages that a receiver has, or whose settlement is not on disk yet.</param>
/// <param name="DeadLetters">Messages that are no longer delivered.</param>
public sealed record QueueDepth(string Name, long Active, long Scheduled, long Locked, long DeadLetters);
