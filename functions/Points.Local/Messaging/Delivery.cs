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
internal struct Held
{
    public long Sequence;
    public DateTimeOffset Until;
    public int Count;
    public int Bytes;
    public LockState State;
}

/// <summary>Messages that one receiver was given at once.</summary>
/// <param name="session">Whose lock they share; null where each has its own.</param>
internal sealed class Delivery(long id, SessionLock? session, Held[] messages)
{
    public long Id => id;

    public SessionLock? Session => session;

    public Held[] Messages => messages;

    /// <summary>Messages whose settling has not ended.</summary>
    public int Open { get; set; } = messages.Length;

    /// <summary>Messages whose settling is not written; only the writer counts it down.</summary>
    public int Unwritten { get; set; } = messages.Length;

    /// <summary>When the first of the locks may end.</summary>
    public DateTimeOffset FirstUntil { get; set; } = messages.Length == 0 ? DateTimeOffset.MaxValue : messages[0].Until;

    public bool IsHeld(int index, DateTimeOffset now) =>
        messages[index].State == LockState.Held
        && (session is null ? messages[index].Until > now : session.IsHeld(now));

    /// <summary>Runs of messages that follow each other and were delivered equally often: few, however many messages there are.</summary>
    public IEnumerable<(long First, long Last, int Count)> Ranges()
    {
        for (var i = 0; i < messages.Length; )
        {
            var first = i;
            do i++;
            while (
                i < messages.Length
                && messages[i].Sequence == messages[i - 1].Sequence + 1
                && messages[i].Count == messages[first].Count
            );
            yield return (messages[first].Sequence, messages[i - 1].Sequence, messages[first].Count);
        }
    }

    public static Held[] Locks(IReadOnlyList<Message> messages, DateTimeOffset until)
    {
        var locks = new Held[messages.Count];
        for (var i = 0; i < locks.Length; i++)
            locks[i] = new()
            {
                Sequence = messages[i].Sequence,
                Until = until,
                Count = messages[i].Deliveries + 1,
                Bytes = messages[i].Bytes,
            };
        return locks;
    }
}
