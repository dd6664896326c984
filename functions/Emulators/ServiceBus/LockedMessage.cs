namespace Emulators.ServiceBus;

internal enum LockState : byte
{
    /// <summary>The receiver has the message.</summary>
    Held,

    /// <summary>The settlement is decided and on its way to disk.</summary>
    Settling,

    /// <summary>The settlement is on disk.</summary>
    Settled,
}

/// <summary>One message that a receiver has. Guarded by its queue's lock.</summary>
internal struct LockedMessage
{
    public long Sequence;
    public DateTimeOffset LockedUntil;

    /// <summary>How often the message was delivered, with this delivery.</summary>
    public int DeliveryCount;

    public int SizeBytes;
    public LockState State;
}
