using Points.Domain;
using Points.Domain.Messaging;
using Points.Local.Messaging.Storage;
using Points.Local.Messaging.Works;
using Points.Local.Sqlite;

namespace Points.Local.Messaging;

/// <summary>
/// Service Bus on one machine: queues with locks, redelivery, dead letters, sessions, duplicate detection and schedules,
/// kept in SQLite. What was sent is there after the process is killed, and what was completed never comes again; between
/// the two a message is delivered at least once.
/// </summary>
public sealed class LocalBus : IMessageSender, IAsyncDisposable
{
    private readonly DatabaseFile _file;
    private readonly WalCheckpointer _checkpoints;
    private readonly BusWriteSession _session;
    private readonly GroupCommitWriter<BusWriteSession> _writer;
    private readonly Dictionary<string, LocalQueue> _queues;
    private bool _isClosed;

    private LocalBus(DatabaseFile file, IReadOnlyList<QueueDefinition> definitions, TimeProvider time, BusLimits limits)
    {
        _file = file;
        var connection = file.OpenWriter();
        var queues = BusSchema.Ensure(connection, definitions);
        _checkpoints = new(file.OpenCheckpointConnection(), copier => copier.Checkpoint());
        _session = new(connection, time, queues);
        var due = queues.Select((_, i) => _session.StatementsFor(i).NextDue()).ToArray();
        _writer = new(
            _session,
            "bus-writer",
            () => new StoreBusyException("Too many messages are being sent."),
            _checkpoints.AfterCommit
        );
        _queues = definitions
            .Select(
                (definition, i) =>
                    new LocalQueue(
                        i,
                        definition,
                        limits,
                        new(file.OpenReader(), definition, queues[i].Key),
                        _writer,
                        time,
                        queues[i].Totals.NextSequenceNumber - 1
                    )
            )
            .ToDictionary(queue => queue.Definition.Name, StringComparer.Ordinal);
        foreach (var queue in _queues.Values)
            queue.SetNextDue(due[queue.Ordinal]);
    }

    public IEnumerable<QueueDefinition> Definitions => _queues.Values.Select(queue => queue.Definition);

    /// <summary>How many messages each queue has, all at one moment.</summary>
    public IReadOnlyList<QueueDepth> QueueDepths
    {
        get
        {
            var state = _session.State;
            return [.. _queues.Values.Select(queue => GetDepth(queue, state.Queues[queue.Ordinal]))];
        }
    }

    /// <param name="folder">The folder that holds <c>messages.db</c>; it is created when missing.</param>
    /// <param name="queues">A queue that is missing is made; one that is not named stays on disk, unserved.</param>
    /// <param name="time">The machine's time: locks and schedules have nothing to do with business time.</param>
    /// <exception cref="IOException">Another process has it open, or the folder cannot be used.</exception>
    /// <exception cref="InvalidDataException">The file is damaged or not ours.</exception>
    public static LocalBus Open(string folder, IReadOnlyList<QueueDefinition> queues, TimeProvider time) =>
        Open(folder, queues, time, BusLimits.Default);

    /// <inheritdoc/>
    public Task CheckReachable(string queue, CancellationToken ct)
    {
        GetDepth(queue);
        return Task.CompletedTask;
    }

    /// <exception cref="ArgumentException">There is no such queue, or a message is not one that queues take.</exception>
    /// <inheritdoc/>
    public async Task Send(string queue, IReadOnlyList<OutgoingMessage> messages, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(messages);
        var to = GetQueue(queue);
        foreach (var message in messages)
            MessageRules.Check(to.Definition, message);
        if (messages.Count == 0)
            return;
        var work = new SendWork(
            to,
            [.. messages.Select(message => (StoredMessage.From(message), message.ScheduledFor))]
        );
        await Write(work, work.Done, ct);
    }

    /// <summary>Receives up to so many messages, waiting for the first of them.</summary>
    /// <returns>None when none came in time.</returns>
    public Task<IReadOnlyList<ReceivedMessage>> Receive(
        string queue,
        int messagesMax,
        TimeSpan wait = default,
        CancellationToken ct = default
    ) => GetQueue(queue).Receive(messagesMax, wait, ct);

    /// <summary>Takes a session that has messages and that no other receiver has.</summary>
    /// <returns>Null when there was none in time.</returns>
    public Task<SessionReceiver?> AcceptSession(
        string queue,
        TimeSpan wait = default,
        CancellationToken ct = default
    ) => GetQueue(queue).AcceptSession(wait, ct);

    /// <summary>The messages are done with. Those whose locks were lost are not; the others are all the same.</summary>
    /// <exception cref="LockLostException">Some were not held any more.</exception>
    public Task Complete(IReadOnlyList<ReceivedMessage> messages) =>
        Settle(messages, static it => new(it.Batch, it.Index, DispositionKind.Complete));

    /// <inheritdoc cref="Complete(IReadOnlyList{ReceivedMessage})"/>
    public Task Complete(ReceivedMessage message) => Complete([message]);

    /// <summary>Gives messages back, to be delivered again after a delay, or dead if that was their last delivery.</summary>
    /// <exception cref="LockLostException">Some were not held any more.</exception>
    public Task Abandon(IReadOnlyList<ReceivedMessage> messages, TimeSpan delay = default) =>
        Settle(messages, it => new(it.Batch, it.Index, DispositionKind.Return, Delay: delay));

    /// <summary>The message is not delivered any more; people look at it.</summary>
    /// <exception cref="LockLostException">It was not held any more.</exception>
    public Task MoveToDeadLetters(ReceivedMessage message, string reason, string description = "") =>
        Settle([message], it => new(it.Batch, it.Index, DispositionKind.DeadLetter, reason, description));

    /// <summary>Makes the locks last for the queue's lock duration from now.</summary>
    /// <exception cref="LockLostException">Some were not held any more; the others are renewed.</exception>
    public DateTimeOffset Renew(IReadOnlyList<ReceivedMessage> messages) => QueueOf(messages).Renew(messages);

    /// <summary>Whether the message can still be settled.</summary>
    public static bool IsHeld(ReceivedMessage message) =>
        message is null ? throw new ArgumentNullException(nameof(message)) : message.Queue.IsHeld(message);

    public QueueDepth GetDepth(string queue)
    {
        var found = GetQueue(queue);
        return GetDepth(found, _session.State.Queues[found.Ordinal]);
    }

    /// <summary>Dead letters with lower sequence numbers than one, newest first.</summary>
    public async Task<IReadOnlyList<DeadLetter>> ReadDeadLetters(
        string queue,
        long before = long.MaxValue,
        int lettersMax = 100,
        CancellationToken ct = default
    ) => await GetQueue(queue).ReadDeadLetters(before, lettersMax, ct);

    /// <summary>Moves a dead letter to the end of its queue, as if it had never been delivered.</summary>
    /// <returns>False when there is no such dead letter.</returns>
    public async Task<bool> Resubmit(string queue, long sequenceNumber, CancellationToken ct = default)
    {
        var work = new ResubmitWork(GetQueue(queue), sequenceNumber);
        await Write(work, work.Done, ct);
        return await work.Done;
    }

    /// <summary>Brings what is scheduled in a queue nearer by as much: a clock that is set has passed over that time.</summary>
    public async Task AdvanceScheduled(string queue, TimeSpan by)
    {
        var work = new AdvanceScheduledWork(GetQueue(queue), by);
        await Write(work, work.Done, CancellationToken.None);
    }

    /// <summary>Finishes what is on its way to the disk and closes the file.</summary>
    public ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _isClosed, true))
            return ValueTask.CompletedTask;
        foreach (var queue in _queues.Values)
            queue.Dispose();
        _writer.Dispose();
        _checkpoints.Dispose();
        _file.Dispose();
        return ValueTask.CompletedTask;
    }

    internal static LocalBus Open(
        string folder,
        IReadOnlyList<QueueDefinition> queues,
        TimeProvider time,
        BusLimits limits
    )
    {
        var file = DatabaseFile.OpenExclusively(Path.Combine(folder, "messages.db"), "queues' file", BusSchema.Create);
        try
        {
            return new(file, queues, time, limits);
        }
        catch (SqliteException damaged)
        {
            file.Dispose();
            throw new InvalidDataException($"The queues in {folder} are damaged: {damaged.Message}.", damaged);
        }
    }

    /// <summary>Whether these queues have nothing to deliver and nothing in anybody's hands, all at one moment.</summary>
    internal bool AreEmpty(IEnumerable<string> queues)
    {
        var found = queues.Select(GetQueue).ToArray();
        var hasDue = found.Any(queue => queue.HasDueMessages);
        var state = _session.State;
        return !hasDue && found.All(queue => state.Queues[queue.Ordinal].Active == 0);
    }

    /// <summary>Completes when every message is settled that is in the queue now, whether somebody has it or not.</summary>
    internal async Task WaitUntilSettled(string queue, CancellationToken ct)
    {
        var found = GetQueue(queue);
        var next = _session.State.Queues[found.Ordinal].NextSequenceNumber;
        while (true)
        {
            var changed = _session.NextCommit;
            if (_session.State.Queues[found.Ordinal].Active == 0 || await found.ReadOldestUnsettled(ct) >= next)
                return;
            await changed.WaitAsync(ct);
        }
    }

    private static QueueDepth GetDepth(LocalQueue queue, in QueueTotals totals)
    {
        var locked = queue.LockedCount;
        return new(
            queue.Definition.Name,
            Math.Max(0, totals.Active - locked),
            totals.Scheduled,
            locked,
            totals.DeadLetters
        );
    }

    private Task Settle(IReadOnlyList<ReceivedMessage> messages, Func<ReceivedMessage, MessageDisposition> decide) =>
        messages.Count == 0 ? Task.CompletedTask : TranslateFailure(QueueOf(messages).Settle(messages, decide));

    private LocalQueue QueueOf(IReadOnlyList<ReceivedMessage> messages)
    {
        if (messages.Count == 0)
            throw new ArgumentException("There is no message.", nameof(messages));
        var queue = messages[0].Queue;
        if (_queues.GetValueOrDefault(queue.Definition.Name) != queue)
            throw new LockLostException("The message was received before the queues were closed.");
        return messages.All(message => message.Queue == queue)
            ? queue
            : throw new ArgumentException("The messages are of several queues.", nameof(messages));
    }

    private static async Task TranslateFailure(Task settled)
    {
        try
        {
            await settled;
        }
        catch (Exception failure) when (failure is SqliteException or ObjectDisposedException)
        {
            throw new StoreUnavailableException("The queue could not be written.", failure);
        }
    }

    private async Task Write(WriteWork<BusWriteSession> work, Task done, CancellationToken ct)
    {
        try
        {
            _writer.Enqueue(work);
            await done.WaitAsync(ct);
        }
        catch (Exception failure) when (failure is SqliteException or ObjectDisposedException)
        {
            throw new StoreUnavailableException("The queue could not be written.", failure);
        }
    }

    private LocalQueue GetQueue(string name) =>
        _queues.GetValueOrDefault(name) ?? throw new ArgumentException($"There is no queue '{name}'.", nameof(name));
}
