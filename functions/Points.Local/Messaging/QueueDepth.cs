namespace Points.Local.Messaging;

/// <summary>How many messages are in a queue.</summary>
/// <param name="Active">Those that wait to be received.</param>
/// <param name="Scheduled">Those that are to be delivered later.</param>
/// <param name="Locked">Those that a receiver has, or has had until a moment ago.</param>
public sealed record QueueDepth(string Name, long Active, long Scheduled, long Locked, long DeadLetters);
