using Points.Local.Messaging.Storage;
using Points.Local.Messaging.Works;
using Points.Local.Sqlite;

namespace Points.Local.Messaging;

/// <summary>
/// One queue: who has which messages, and which come next. What must last is on disk; here is only what may be forgotten
/// when the process ends, because an unsettled message is then delivered again.
/// </summary>
internal sealed partial class LocalQueue : IDisposable
{
    /// <summary>Of messages read or delivered at once: bodies may be large.</summary>
    private const int BatchBytesMax = 16 * 1024 * 1024;

    private readonly Lock _gate = new();
    private readonly SemaphoreSlim _turn = new(1);
    private readonly Backlog _backlog = new();
    private readonly Dictionary<long, LockedBatch> _deliveries = [];
    private readonly QueueReader _reader;
    private readonly GroupCommitWriter<BusWriteSession> _writer;
    private readonly TimeProvider _time;
    private readonly ITimer _alarm;
    private TaskCompletionSource _changed = NewSignal();
    private long _last,
        _nextDelivery = 1;
    private int _locked;
    private bool _isReading,
        _isClosed;

    public LocalQueue(
        int ordinal,
        QueueDefinition definition,
        BusLimits limits,
        QueueReader reader,
        GroupCommitWriter<BusWriteSession> writer,
        TimeProvider time,
        long last
    )
    {
        (Ordinal, Definition, Limits, _reader, _writer, _time, _last) = (
            ordinal,
            definition,
            limits,
            reader,
            writer,
            time,
            last
        );
        _alarm = time.CreateTimer(_ => OnAlarm(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public int Ordinal { get; }

    public QueueDefinition Definition { get; }

    public BusLimits Limits { get; }

    /// <summary>Messages received whose settling is not on disk.</summary>
    public int LockedCount => Volatile.Read(ref _locked);

    /// <summary>Makes lock tokens of this process unlike those of others before it.</summary>
    private long Epoch { get; } = Random.Shared.NextInt64();

    public Guid TokenOf(LockedBatch batch, int index)
    {
        Span<byte> token = stackalloc byte[16];
        System.Buffers.Binary.BinaryPrimitives.WriteInt64BigEndian(token, Epoch ^ (batch.Id << 16) ^ index);
        System.Buffers.Binary.BinaryPrimitives.WriteInt64BigEndian(token[8..], (batch.Id << 16) | (long)index);
        return new Guid(token);
    }

    /// <summary>Gives up to so many messages, or none when none come in time.</summary>
    public async Task<IReadOnlyList<ReceivedMessage>> Receive(int messagesMax, TimeSpan wait, CancellationToken ct)
    {
        if (Definition.RequiresSession)
            throw new InvalidOperationException($"Messages of {Definition.Name} are received by session.");
        return await RetryUntil(
            () => ReadInTurn(() => TakeMessages(null, messagesMax), ct),
            received => received.Length > 0,
            wait,
            ct
        );
    }

    /// <summary>Messages that were committed, in order; and when the next scheduled one is due, if that may have changed.</summary>
    public void OnMessagesCommitted(IReadOnlyList<StoredMessage> messages, DateTimeOffset? nextDue)
    {
        lock (_gate)
        {
            if (nextDue < _nextDue)
                _nextDue = nextDue.Value;
            // Only what follows directly on what is in memory may be kept there.
            var isNext = !Definition.RequiresSession && !_isReading && _backlog.ReadTo >= _last;
            foreach (var message in messages)
            {
                isNext = isNext && (message.SequenceNumber <= _backlog.ReadTo || _backlog.TryBuffer(message, Limits));
                _last = Math.Max(_last, message.SequenceNumber);
            }
            SetAlarm();
            if (messages.Count > 0)
                SignalWaiters();
        }
    }

    /// <summary>Of messages that are not settled, whether somebody has them or not; beyond all numbers when there is none.</summary>
    public Task<long> ReadOldestUnsettled(CancellationToken ct) => ReadInTurn(() => _reader.ReadOldest(), ct);

    public Task<List<DeadLetter>> ReadDeadLetters(long before, int lettersMax, CancellationToken ct) =>
        ReadInTurn(() => _reader.ReadDeadLetters(before, lettersMax), ct);

    public void Dispose()
    {
        _alarm.Dispose();
        _turn.Wait();
        _isClosed = true;
        _reader.Dispose();
        // Not disposed of: whoever waits for a turn must learn that the queue is closed.
        _turn.Release();
        lock (_gate)
            SignalWaiters();
    }

    /// <summary>Tries, and tries again whenever there is news.</summary>
    private async Task<T> RetryUntil<T>(
        Func<Task<T>> attempt,
        Predicate<T> isEnough,
        TimeSpan wait,
        CancellationToken ct
    )
    {
        var end = wait == Timeout.InfiniteTimeSpan ? DateTimeOffset.MaxValue : _time.GetUtcNow() + wait;
        while (true)
        {
            var news = Volatile.Read(ref _changed).Task;
            var found = await attempt();
            if (isEnough(found))
                return found;
            var left = end == DateTimeOffset.MaxValue ? Timeout.InfiniteTimeSpan : end - _time.GetUtcNow();
            if (left <= TimeSpan.Zero && left != Timeout.InfiniteTimeSpan)
                return found;
            try
            {
                await news.WaitAsync(left, _time, ct);
            }
            catch (TimeoutException)
            {
                return found;
            }
        }
    }

    /// <summary>Whoever reads from disk does it for all: they take turns.</summary>
    private async Task<T> ReadInTurn<T>(Func<T> read, CancellationToken ct)
    {
        await _turn.WaitAsync(ct);
        try
        {
            ObjectDisposedException.ThrowIf(_isClosed, this);
            return read();
        }
        finally
        {
            _turn.Release();
        }
    }

    private ReceivedMessage[] TakeMessages(SessionLock? session, int messagesMax)
    {
        var (returned, ready) = (new List<long>(), new List<StoredMessage>());
        var backlog = session?.Backlog ?? _backlog;
        int room;
        long last;
        lock (_gate)
        {
            var now = _time.GetUtcNow();
            if (session is not null && !session.IsHeld(now))
                throw new LockLostException($"The lock of session {session.SessionId} has ended.");
            if (session?.ReturningCount > 0)
                return [];
            backlog.EndDelays(now);
            if (session is not null && backlog.NextDelayEndsAt is not null)
                return [];
            room = Math.Min(messagesMax, Limits.LockedMax - _locked);
            if (room <= 0)
                return [];
            backlog.Take(room, returned, ready);
            last = _last;
            _isReading = session is null;
        }
        try
        {
            List<StoredMessage> taken = [.. returned.Select(_reader.Find).OfType<StoredMessage>(), .. ready];
            if (taken.Count < room && backlog.ReadTo < last)
                taken.AddRange(ReadFromDisk(session, backlog, room - taken.Count, last));
            return LockMessages(session, taken);
        }
        catch
        {
            lock (_gate)
            {
                _isReading = false;
                foreach (var sequence in returned.Concat(ready.Select(message => message.SequenceNumber)))
                    backlog.Return(sequence, null);
            }
            throw;
        }
    }

    /// <summary>Reads on from disk: for the receiver, and some more to keep in memory for the next.</summary>
    private IEnumerable<StoredMessage> ReadFromDisk(SessionLock? session, Backlog backlog, int wanted, long last)
    {
        var count = session is null ? Math.Max(wanted, Limits.ReadyMax / 2) : wanted;
        var read = session is null
            ? _reader.ReadAfter(backlog.ReadTo, count, BatchBytesMax)
            : _reader.ReadAfterInSession(session.SessionId, backlog.ReadTo, count, BatchBytesMax);
        lock (_gate)
        {
            for (var i = 0; i < read.Count; i++)
                if (i < wanted)
                    backlog.MarkReadTo(read[i].SequenceNumber);
                else if (!backlog.TryBuffer(read[i], Limits))
                    return read.Take(wanted);
            // Nothing more was there, so all that was committed before has been seen.
            if (read.Count == 0)
                backlog.MarkReadTo(last);
        }
        return read.Take(wanted);
    }

    private ReceivedMessage[] LockMessages(SessionLock? session, List<StoredMessage> messages)
    {
        lock (_gate)
        {
            if (session is null)
                _isReading = false;
            if (messages.Count == 0)
                return [];
            var delivery = new LockedBatch(
                _nextDelivery++,
                session,
                LockedBatch.CreateLocks(messages, _time.GetUtcNow() + Definition.LockDuration)
            );
            _writer.Enqueue(new DeliverWork(this, delivery), canBeRefused: false);
            _deliveries.Add(delivery.Id, delivery);
            _locked += messages.Count;
            if (session is not null)
                session.UnsettledCount += messages.Count;
            if (session is null && delivery.FirstLockEnd < _firstLockEnd)
                _firstLockEnd = delivery.FirstLockEnd;
            SetAlarm();
            return [.. messages.Select((message, index) => new ReceivedMessage(this, message, delivery, index))];
        }
    }

    /// <summary>Wakes those who wait for something.</summary>
    private void SignalWaiters()
    {
        var told = _changed;
        Volatile.Write(ref _changed, NewSignal());
        told.SetResult();
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
