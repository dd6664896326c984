namespace Points.Local.Messaging;

/// <summary>A session that one receiver has, guarded by its queue's lock.</summary>
internal sealed class SessionLock(string sessionId, DateTimeOffset until)
{
    public string SessionId => sessionId;

    public DateTimeOffset LockedUntil { get; set; } = until;

    /// <summary>Whether the receiver has given it back, or its lock has ended: nobody gets it before everything received is settled.</summary>
    public bool HasEnded { get; set; }

    /// <summary>Messages received and not settled on disk.</summary>
    public int UnsettledCount { get; set; }

    /// <summary>Messages on their way back: what follows them must wait for them.</summary>
    public int ReturningCount { get; set; }

    /// <summary>The session is not given to anybody before, once it is over.</summary>
    public DateTimeOffset NotBefore { get; set; }

    public Backlog Backlog { get; } = new();

    public bool IsHeld(DateTimeOffset now) => !HasEnded && LockedUntil > now;
}
