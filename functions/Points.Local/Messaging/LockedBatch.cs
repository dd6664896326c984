using Points.Local.Messaging.Storage;

namespace Points.Local.Messaging;

internal enum LockState : byte
{
    Held,

    /// <summary>What becomes of the message is decided, and on its way to the disk.</summary>
    Settling,
    Settled,
}

/// <summary>One message in a receiver's hands, guarded by its queue's lock.</summary>
internal struct LockedMessage
{
    public long Sequence;
    public DateTimeOffset LockedUntil;
    public int DeliveryCount;
    public int SizeBytes;
    public LockState State;
}

/// <summary>Messages that one receiver was given at once.</summary>
/// <param name="session">Whose lock they share; null where each has its own.</param>
internal sealed class LockedBatch(long id, SessionLock? session, LockedMessage[] messages)
{
    public long Id => id;

    public SessionLock? Session => session;

    public LockedMessage[] Messages => messages;

    /// <summary>Messages whose settling has not ended.</summary>
    public int UnsettledCount { get; set; } = messages.Length;

    /// <summary>Messages whose settling is not written; only the writer counts it down.</summary>
    public int UnwrittenCount { get; set; } = messages.Length;

    /// <summary>When the first of the locks may end.</summary>
    public DateTimeOffset FirstLockEnd { get; set; } =
        messages.Length == 0 ? DateTimeOffset.MaxValue : messages[0].LockedUntil;

    public bool IsHeld(int index, DateTimeOffset now) =>
        messages[index].State == LockState.Held
        && (session is null ? messages[index].LockedUntil > now : session.IsHeld(now));

    /// <summary>Runs of messages that follow each other and were delivered equally often: few, however many messages there are.</summary>
    public IEnumerable<(long First, long Last, int Count)> SequenceRuns()
    {
        for (var i = 0; i < messages.Length; )
        {
            var first = i;
            do i++;
            while (
                i < messages.Length
                && messages[i].Sequence == messages[i - 1].Sequence + 1
                && messages[i].DeliveryCount == messages[first].DeliveryCount
            );
            yield return (messages[first].Sequence, messages[i - 1].Sequence, messages[first].DeliveryCount);
        }
    }

    public static LockedMessage[] CreateLocks(IReadOnlyList<StoredMessage> messages, DateTimeOffset until)
    {
        var locks = new LockedMessage[messages.Count];
        for (var i = 0; i < locks.Length; i++)
            locks[i] = new()
            {
                Sequence = messages[i].SequenceNumber,
                LockedUntil = until,
                DeliveryCount = messages[i].DeliveryCount + 1,
                SizeBytes = messages[i].SizeBytes,
            };
        return locks;
    }
}
