using Emulators.ServiceBus.Storage;

namespace Emulators.ServiceBus;

/// <summary>
/// The messages that a queue, or one of its sessions, can deliver next: first returned ones, then those buffered in
/// memory, then those on disk. Guarded by the queue's lock.
/// </summary>
internal sealed class DeliverableMessages
{
    private readonly SortedSet<long> _returned = [];
    private readonly PriorityQueue<long, DateTimeOffset> _delayed = new();
    private readonly Queue<StoredMessage> _buffered = new();
    private int _bufferedBytes;

    /// <summary>Every message up to this number was delivered, was returned, or is buffered.</summary>
    public long ReadTo { get; private set; }

    /// <summary>When the first delay of a returned message ends; null when none is delayed.</summary>
    public DateTimeOffset? NextDelayEndsAt => _delayed.TryPeek(out _, out var until) ? until : null;

    /// <summary>Takes back a message that was delivered and not completed.</summary>
    /// <param name="sequence">The message's sequence number.</param>
    /// <param name="notBefore">When it may be delivered again; null for at once.</param>
    public void Return(long sequence, DateTimeOffset? notBefore)
    {
        if (notBefore is { } later)
            _delayed.Enqueue(sequence, later);
        else
            _returned.Add(sequence);
    }

    /// <summary>Makes the messages deliverable whose delay is over.</summary>
    /// <returns>Whether there were any.</returns>
    public bool EndDelays(DateTimeOffset now)
    {
        var before = _delayed.Count;
        while (_delayed.TryPeek(out var sequence, out var until) && until <= now)
        {
            _delayed.Dequeue();
            _returned.Add(sequence);
        }
        return _delayed.Count < before;
    }

    /// <summary>Takes the numbers of returned messages, and then buffered messages, until there are enough.</summary>
    public void Take(int messagesMax, List<long> returned, List<StoredMessage> buffered)
    {
        while (returned.Count < messagesMax && _returned.Count > 0)
        {
            returned.Add(_returned.Min);
            _returned.Remove(_returned.Min);
        }
        while (returned.Count + buffered.Count < messagesMax && _buffered.TryDequeue(out var message))
        {
            _bufferedBytes -= message.SizeBytes;
            buffered.Add(message);
        }
    }

    /// <summary>
    /// Buffers the next message when there is room. Otherwise it is read from disk when its turn comes.
    /// </summary>
    public bool TryBuffer(StoredMessage message, BusLimits limits)
    {
        if (_buffered.Count >= limits.ReadyMax || _bufferedBytes >= limits.ReadyBytesMax)
            return false;
        _buffered.Enqueue(message);
        _bufferedBytes += message.SizeBytes;
        ReadTo = message.SequenceNumber;
        return true;
    }

    /// <summary>Records that the messages up to a number were read from disk.</summary>
    public void MarkReadTo(long sequence) => ReadTo = Math.Max(ReadTo, sequence);
}
