namespace Emulators.ServiceBus.Writes;

/// <summary>How a receiver settles one message.</summary>
/// <param name="Batch">The batch that the message was delivered in.</param>
/// <param name="Index">The message's place in its batch.</param>
/// <param name="Kind">What happens to the message.</param>
/// <param name="Reason">The reason of a dead letter.</param>
/// <param name="Description">The description of a dead letter.</param>
/// <param name="Delay">How long a returned message waits before it can be delivered again.</param>
internal readonly record struct MessageDisposition(
    LockedBatch Batch,
    int Index,
    DispositionKind Kind,
    string Reason = "",
    string Description = "",
    TimeSpan Delay = default
)
{
    /// <summary>
    /// The application properties of a dead letter as they are stored; null leaves those of the message.
    /// </summary>
    public byte[]? Properties { get; init; }

    /// <summary>Whether later messages of the session must wait until this one is back in the queue.</summary>
    public bool BlocksSession { get; } = Kind == DispositionKind.Return && Batch.Session is not null;

    public ref LockedMessage Message => ref Batch.Messages[Index];
}

internal enum DispositionKind : byte
{
    /// <summary>The message is deleted.</summary>
    Complete,

    /// <summary>The message is delivered again.</summary>
    Return,

    /// <summary>The message is moved to the dead letters.</summary>
    DeadLetter,
}
