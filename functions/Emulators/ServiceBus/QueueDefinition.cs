namespace Emulators.ServiceBus;

/// <summary>A queue's settings, by the names that they have in Azure.</summary>
/// <param name="Name">The queue's name.</param>
/// <param name="LockDuration">How long a receiver may keep a message without renewing its lock.</param>
/// <param name="MaxDeliveryCount">
/// After this many deliveries without completion, a message becomes a dead letter.
/// </param>
public sealed record QueueDefinition(string Name, TimeSpan LockDuration, int MaxDeliveryCount)
{
    /// <summary>How long message ids are remembered when a definition does not say, as in Azure.</summary>
    public static readonly TimeSpan DuplicateDetectionHistoryDefault = TimeSpan.FromMinutes(10);

    public bool RequiresSession { get; init; }

    public bool RequiresDuplicateDetection { get; init; }

    /// <summary>How long message ids are remembered, when duplicates are detected.</summary>
    public TimeSpan DuplicateDetectionHistory { get; init; } = DuplicateDetectionHistoryDefault;
}
