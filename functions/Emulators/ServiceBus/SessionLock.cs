namespace Emulators.ServiceBus;

/// <summary>A session that one receiver has locked. Guarded by its queue's lock.</summary>
internal sealed class SessionLock(string sessionId, DateTimeOffset until)
{
    public string SessionId => sessionId;

    public DateTimeOffset LockedUntil { get; set; } = until;

    /// <summary>
    /// Whether the receiver released the session or its lock ended. The next receiver gets it only when all messages
    /// that were received are settled.
    /// </summary>
    public bool HasEnded { get; set; }

    /// <summary>Received messages that are not settled on disk.</summary>
    public int UnsettledCount { get; set; }

    /// <summary>Messages on their way back to the queue: later ones must wait for them, to keep the order.</summary>
    public int ReturningCount { get; set; }

    /// <summary>The earliest time at which an ended session is given to the next receiver.</summary>
    public DateTimeOffset NotBefore { get; set; }

    public DeliverableMessages Backlog { get; } = new();

    public bool IsHeld(DateTimeOffset now) => !HasEnded && LockedUntil > now;
}
