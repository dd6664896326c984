using Points.Local.Messaging.Storage;

namespace Points.Local.Messaging;

/// <summary>
/// What can be received from a queue, or from one session of it: messages that came back, then those that wait in memory,
/// then those on disk. Guarded by the queue's lock.
/// </summary>
internal sealed class Backlog
{
    private readonly SortedSet<long> _returned = [];
    private readonly PriorityQueue<long, DateTimeOffset> _delayed = new();
    private readonly Queue<StoredMessage> _ready = new();
    private int _readyBytes;

    /// <summary>Everything up to here was delivered, came back, or waits in memory.</summary>
    public long ReadTo { get; private set; }

    /// <summary>When the first of the messages that came back and are to wait may be received again.</summary>
    public DateTimeOffset? NextDelayEndsAt => _delayed.TryPeek(out _, out var until) ? until : null;

    public void Return(long sequence, DateTimeOffset? notBefore)
    {
        if (notBefore is { } later)
            _delayed.Enqueue(sequence, later);
        else
            _returned.Add(sequence);
    }

    /// <returns>Whether any delay ended.</returns>
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

    /// <summary>Takes numbers of messages that came back, and messages that wait in memory.</summary>
    public void Take(int messagesMax, List<long> returned, List<StoredMessage> ready)
    {
        while (returned.Count < messagesMax && _returned.Count > 0)
        {
            returned.Add(_returned.Min);
            _returned.Remove(_returned.Min);
        }
        while (returned.Count + ready.Count < messagesMax && _ready.TryDequeue(out var message))
        {
            _readyBytes -= message.SizeBytes;
            ready.Add(message);
        }
    }

    /// <summary>Keeps a message that follows those there are, if there is room; else it is read from disk when its turn comes.</summary>
    public bool TryBuffer(StoredMessage message, BusLimits limits)
    {
        if (_ready.Count >= limits.ReadyMax || _readyBytes >= limits.ReadyBytesMax)
            return false;
        _ready.Enqueue(message);
        _readyBytes += message.SizeBytes;
        ReadTo = message.SequenceNumber;
        return true;
    }

    public void MarkReadTo(long sequence) => ReadTo = Math.Max(ReadTo, sequence);
}
