using Emulators.ServiceBus.Storage;

namespace Emulators.ServiceBus;

/// <summary>Messages that one receiver got at once.</summary>
/// <param name="id">Unique among the batches of the process.</param>
/// <param name="session">The session whose lock they share; null when each message has its own lock.</param>
/// <param name="messages">The messages, at least one.</param>
internal sealed class LockedBatch(long id, SessionLock? session, LockedMessage[] messages)
{
    public long Id => id;

    public SessionLock? Session => session;

    public LockedMessage[] Messages => messages;

    /// <summary>Messages that are not settled on disk, as the queue counts them.</summary>
    public int UnsettledCount { get; set; } = messages.Length;

    /// <summary>Messages whose settlement is not written. Only the writer uses it.</summary>
    public int UnwrittenCount { get; set; } = messages.Length;

    /// <summary>No lock of these messages ends earlier.</summary>
    public DateTimeOffset FirstLockEnd { get; set; } =
        messages.Length == 0 ? DateTimeOffset.MaxValue : messages[0].LockedUntil;

    public bool IsHeld(int index, DateTimeOffset now) =>
        messages[index].State == LockState.Held
        && (session is null ? messages[index].LockedUntil > now : session.IsHeld(now));

    /// <summary>
    /// The messages as runs of consecutive sequence numbers with the same delivery count: one row on disk for each run
    /// instead of one for each message.
    /// </summary>
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
