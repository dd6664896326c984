using System.Buffers.Binary;
using Emulators.ServiceBus.Storage;
using Emulators.Sqlite;

namespace Emulators.ServiceBus;

/// <summary>
/// One queue: which messages are locked, and which come next. Messages and delivery counts are on disk. Locks are only
/// in memory: when the process ends they are lost, and the messages are delivered again.
/// </summary>
internal sealed partial class EmulatorQueue : IDisposable
{
    /// <summary>Guards everything in memory: backlogs, locks, sessions and times.</summary>
    private readonly Lock _gate = new();

    /// <summary>Held by the one caller that reads from disk.</summary>
    private readonly SemaphoreSlim _readTurn = new(1);

    private readonly ChangeSignal _changed = new();
    private readonly DeliverableMessages _backlog = new();
    private readonly Dictionary<long, LockedBatch> _batches = [];
    private readonly QueueReader _reader;
    private readonly GroupCommitWriter<BusWriteSession> _writer;
    private readonly TimeProvider _time;
    private readonly ITimer _alarm;

    /// <summary>Makes the lock tokens of this process differ from those of earlier ones.</summary>
    private readonly long _tokenSeed = Random.Shared.NextInt64();

    private readonly BatchNumbers _batchNumbers;
    private long _lastSequence;
    private int _lockedCount;
    private bool _isReading,
        _isClosed;

    /// <param name="ordinal">The queue's place among the queues of its store.</param>
    /// <param name="definition">The queue's settings.</param>
    /// <param name="limits">How much the queue takes.</param>
    /// <param name="reader">Reads the queue's tables; the queue disposes of it.</param>
    /// <param name="writer">The store's writer.</param>
    /// <param name="batchNumbers">Numbers the batches of all queues of the store.</param>
    /// <param name="time">The machine's clock.</param>
    /// <param name="lastSequence">The sequence number of the last message on disk.</param>
    public EmulatorQueue(
        int ordinal,
        QueueDefinition definition,
        BusLimits limits,
        QueueReader reader,
        GroupCommitWriter<BusWriteSession> writer,
        BatchNumbers batchNumbers,
        TimeProvider time,
        long lastSequence
    )
    {
        Ordinal = ordinal;
        Definition = definition;
        Limits = limits;
        _reader = reader;
        _writer = writer;
        _batchNumbers = batchNumbers;
        _time = time;
        _lastSequence = lastSequence;
        _alarm = time.CreateTimer(_ => OnAlarm(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public int Ordinal { get; }

    public QueueDefinition Definition { get; }

    public BusLimits Limits { get; }

    /// <summary>Received messages whose settlement is not on disk yet.</summary>
    public int LockedCount => Volatile.Read(ref _lockedCount);

    /// <summary>The lock token of one message of a batch: different for every delivery of every message.</summary>
    public Guid TokenOf(LockedBatch batch, int index)
    {
        Span<byte> token = stackalloc byte[16];
        BinaryPrimitives.WriteInt64BigEndian(token, _tokenSeed ^ (batch.Id << 16) ^ index);
        BinaryPrimitives.WriteInt64BigEndian(token[8..], (batch.Id << 16) | (long)index);
        return new Guid(token);
    }

    /// <summary>Called after a commit that added messages. Buffers them and wakes receivers.</summary>
    /// <param name="messages">The new messages, in the order of their numbers.</param>
    /// <param name="nextDue">When the first new scheduled message is due; null when there is none.</param>
    public void OnMessagesCommitted(IReadOnlyList<StoredMessage> messages, DateTimeOffset? nextDue)
    {
        lock (_gate)
        {
            if (nextDue < _nextDue)
                _nextDue = nextDue.Value;
            // A message is buffered only when no unread message on disk comes before it.
            var canBuffer = !Definition.RequiresSession && !_isReading && _backlog.ReadTo >= _lastSequence;
            foreach (var message in messages)
            {
                canBuffer =
                    canBuffer && (message.SequenceNumber <= _backlog.ReadTo || _backlog.TryBuffer(message, Limits));
                _lastSequence = Math.Max(_lastSequence, message.SequenceNumber);
            }
            SetAlarm();
            if (messages.Count > 0)
                _changed.Raise();
        }
    }

    /// <summary>
    /// The lowest sequence number of the messages that are not settled, locked or not; <see cref="long.MaxValue"/>
    /// when there is none.
    /// </summary>
    public Task<long> ReadOldestUnsettled(CancellationToken ct) => ReadInTurn(() => _reader.ReadOldest(), ct);

    public Task<List<DeadLetter>> ReadDeadLetters(long before, int lettersMax, CancellationToken ct) =>
        ReadInTurn(() => _reader.ReadDeadLetters(before, lettersMax), ct);

    public Task<List<DeadLetter>> PeekDeadLetters(long after, int lettersMax, CancellationToken ct) =>
        ReadInTurn(() => _reader.PeekDeadLetters(after, lettersMax), ct);

    public void Dispose()
    {
        _alarm.Dispose();
        _readTurn.Wait();
        _isClosed = true;
        _reader.Dispose();
        // Released, not disposed of: callers that wait for their turn must learn that the queue is closed.
        _readTurn.Release();
        lock (_gate)
            _changed.Raise();
    }

    /// <summary>Runs one read at a time, because all share the queue's one reading connection.</summary>
    /// <exception cref="ObjectDisposedException">The queue is closed.</exception>
    private async Task<T> ReadInTurn<T>(Func<T> read, CancellationToken ct)
    {
        await _readTurn.WaitAsync(ct);
        try
        {
            ObjectDisposedException.ThrowIf(_isClosed, this);
            return read();
        }
        finally
        {
            _readTurn.Release();
        }
    }

    public QueueDepth GetDepth(BusState state)
    {
        var (totals, locked) = (state.Queues[Ordinal], LockedCount);
        return new(Definition.Name, Math.Max(0, totals.Active - locked), totals.Scheduled, locked, totals.DeadLetters);
    }
}
