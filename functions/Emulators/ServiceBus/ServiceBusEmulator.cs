using Emulators.ServiceBus.Storage;
using Emulators.ServiceBus.Writes;

namespace Emulators.ServiceBus;

/// <summary>
/// Service Bus on one machine: queues with locks, redelivery, dead letters, sessions, duplicate detection and
/// schedules, stored in SQLite. A sent message survives the end of the process. A completed message is never delivered
/// again; until then a message is delivered at least once.
/// </summary>
public sealed class ServiceBusEmulator : IAsyncDisposable
{
    private readonly BusStore _store;
    private bool _isClosed;

    private ServiceBusEmulator(BusStore store, QueueFaults faults) => (_store, Faults) = (store, faults);

    /// <summary>Injects faults into calls, for tests.</summary>
    public QueueFaults Faults { get; }

    public IEnumerable<QueueDefinition> Definitions => _store.Queues.Select(queue => queue.Definition);

    /// <summary>How many messages each queue has, all at one moment.</summary>
    public IReadOnlyList<QueueDepth> QueueDepths
    {
        get
        {
            var state = _store.State;
            return [.. _store.Queues.Select(queue => queue.GetDepth(state))];
        }
    }

    /// <summary>Opens the queues of the options.</summary>
    /// <exception cref="IOException">Another process has the file open, or the folder cannot be used.</exception>
    /// <exception cref="InvalidDataException">The file is damaged, or it is not a message store.</exception>
    public static ServiceBusEmulator Open(ServiceBusEmulatorOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return new(BusStore.Open(options), options.Faults);
    }

    /// <summary>Sends messages. When it returns, all of them are in the queue, on disk.</summary>
    /// <exception cref="ArgumentException">
    /// There is no such queue, or <see cref="MessageRules"/> refuse a message.
    /// </exception>
    /// <exception cref="QueueBusyException">The queue is full, or too many writes wait.</exception>
    /// <exception cref="QueueUnavailableException">
    /// The messages could not be written, or the store is closed.
    /// </exception>
    public Task Send(string queue, IReadOnlyList<NewMessage> messages, CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(messages);
        var to = _store.GetQueue(queue);
        foreach (var message in messages)
            MessageRules.Check(to.Definition, message);
        return messages.Count == 0
            ? Task.CompletedTask
            : Faults.Run(queue, QueueOperation.Send, () => Store(to, messages, ct));
    }

    private async Task<bool> Store(EmulatorQueue to, IReadOnlyList<NewMessage> messages, CancellationToken ct)
    {
        var work = new SendWork(
            to,
            [.. messages.Select(message => (StoredMessage.From(message), message.ScheduledFor))]
        );
        await _store.Write(work, work.Done, ct);
        return true;
    }

    /// <summary>Receives at most <paramref name="messagesMax"/> messages; waits for the first one.</summary>
    /// <returns>The messages, locked; empty when none arrived in time.</returns>
    public Task<IReadOnlyList<ReceivedMessage>> Receive(
        string queue,
        int messagesMax,
        TimeSpan wait = default,
        CancellationToken ct = default
    )
    {
        var from = _store.GetQueue(queue);
        return Faults.Run(queue, QueueOperation.Receive, () => from.Receive(messagesMax, wait, ct));
    }

    /// <summary>Locks a session that has messages and no receiver; waits for one.</summary>
    /// <returns>Null when there was no such session in time.</returns>
    public Task<SessionReceiver?> AcceptSession(string queue, TimeSpan wait = default, CancellationToken ct = default)
    {
        var from = _store.GetQueue(queue);
        return Faults.Run(queue, QueueOperation.Receive, () => from.AcceptSession(wait, ct));
    }

    /// <summary>Completes the messages that are still locked: they are deleted.</summary>
    /// <exception cref="LockLostException">Some locks were lost; the other messages are completed.</exception>
    public Task Complete(IReadOnlyList<ReceivedMessage> messages) =>
        Settle(messages, static message => new(message.Batch, message.Index, DispositionKind.Complete));

    /// <inheritdoc cref="Complete(IReadOnlyList{ReceivedMessage})"/>
    public Task Complete(ReceivedMessage message) => Complete([message]);

    /// <summary>
    /// Returns messages to the queue, to be delivered again after a delay. A message that was delivered as often as the
    /// queue allows becomes a dead letter.
    /// </summary>
    /// <exception cref="LockLostException">Some locks were lost; the other messages are returned.</exception>
    public Task Abandon(IReadOnlyList<ReceivedMessage> messages, TimeSpan delay = default) =>
        Settle(messages, message => new(message.Batch, message.Index, DispositionKind.Return, Delay: delay));

    /// <summary>Makes the message a dead letter: it is not delivered again unless it is resubmitted.</summary>
    /// <param name="propertiesToModify">Application properties to set; null leaves all as they are.</param>
    /// <exception cref="LockLostException">The lock was lost.</exception>
    public Task MoveToDeadLetters(
        ReceivedMessage message,
        string reason,
        string description = "",
        IReadOnlyDictionary<string, string>? propertiesToModify = null
    ) =>
        Settle(
            [message],
            it =>
                new(it.Batch, it.Index, DispositionKind.DeadLetter, reason, description)
                {
                    Properties = propertiesToModify is null
                        ? null
                        : MessageProperties.Write(MessageProperties.Merge(it.Properties, propertiesToModify)),
                }
        );

    /// <summary>Extends the locks: each ends one lock duration of the queue from now.</summary>
    /// <exception cref="LockLostException">Some locks were lost; the others are renewed.</exception>
    public DateTimeOffset Renew(IReadOnlyList<ReceivedMessage> messages) => GetOwnQueue(messages).Renew(messages);

    /// <summary>Whether the message can still be settled.</summary>
    public static bool IsHeld(ReceivedMessage message) =>
        message is null ? throw new ArgumentNullException(nameof(message)) : message.Queue.IsHeld(message);

    /// <summary>How many messages the queue has.</summary>
    public QueueDepth GetDepth(string queue) => _store.GetQueue(queue).GetDepth(_store.State);

    /// <summary>Reads dead letters whose sequence numbers are below <paramref name="before"/>, newest first.</summary>
    public async Task<IReadOnlyList<DeadLetter>> ReadDeadLetters(
        string queue,
        long before = long.MaxValue,
        int lettersMax = 100,
        CancellationToken ct = default
    ) => await _store.GetQueue(queue).ReadDeadLetters(before, lettersMax, ct);

    /// <summary>Reads dead letters whose sequence numbers are above <paramref name="after"/>, oldest first.</summary>
    public async Task<IReadOnlyList<DeadLetter>> PeekDeadLetters(
        string queue,
        long after = 0,
        int lettersMax = 100,
        CancellationToken ct = default
    ) => await _store.GetQueue(queue).PeekDeadLetters(after, lettersMax, ct);

    /// <summary>Moves a dead letter to the end of its queue, as a message that was never delivered.</summary>
    /// <param name="propertiesToModify">Application properties to set; null leaves all as they are.</param>
    /// <returns>False when there is no such dead letter.</returns>
    public async Task<bool> Resubmit(
        string queue,
        long sequenceNumber,
        IReadOnlyDictionary<string, string>? propertiesToModify = null,
        CancellationToken ct = default
    )
    {
        var work = new ResubmitWork(_store.GetQueue(queue), sequenceNumber, propertiesToModify);
        await _store.Write(work, work.Done, ct);
        return await work.Done;
    }

    /// <summary>Deletes a dead letter.</summary>
    /// <returns>False when there is no such dead letter.</returns>
    public async Task<bool> DeleteDeadLetter(string queue, long sequenceNumber, CancellationToken ct = default)
    {
        var work = new DeleteDeadLetterWork(_store.GetQueue(queue), sequenceNumber);
        await _store.Write(work, work.Done, ct);
        return await work.Done;
    }

    /// <summary>Rewrites the file without what was deleted, so that no byte of it is left. Writes wait meanwhile.</summary>
    /// <exception cref="IOException">The disk is full, or readers did not let go: the next try may succeed.</exception>
    public Task Compact() => Task.Run(_store.Compact);

    /// <summary>
    /// Makes the scheduled messages of a queue due earlier, because the business clock was set forward.
    /// </summary>
    public async Task AdvanceScheduled(string queue, TimeSpan by)
    {
        var work = new AdvanceScheduledWork(_store.GetQueue(queue), by);
        await _store.Write(work, work.Done, CancellationToken.None);
    }

    /// <summary>Finishes the waiting writes and closes the file.</summary>
    public ValueTask DisposeAsync()
    {
        if (!Interlocked.Exchange(ref _isClosed, true))
            _store.Dispose();
        return ValueTask.CompletedTask;
    }

    /// <summary>Whether these queues have no message to deliver and none that is locked, all at one moment.</summary>
    public bool AreEmpty(IEnumerable<string> queues)
    {
        var found = queues.Select(_store.GetQueue).ToArray();
        var hasDue = found.Any(queue => queue.HasDueMessages);
        var state = _store.State;
        return !hasDue && found.All(queue => state.Queues[queue.Ordinal].Active == 0);
    }

    /// <summary>
    /// Completes when every message that is in the queue now is settled, whether it is locked or not.
    /// </summary>
    public async Task WaitUntilSettled(string queue, CancellationToken ct)
    {
        var found = _store.GetQueue(queue);
        var next = _store.State.Queues[found.Ordinal].NextSequenceNumber;
        while (true)
        {
            var changed = _store.NextCommit;
            if (_store.State.Queues[found.Ordinal].Active == 0 || await found.ReadOldestUnsettled(ct) >= next)
                return;
            await changed.WaitAsync(ct);
        }
    }

    private Task Settle(IReadOnlyList<ReceivedMessage> messages, Func<ReceivedMessage, MessageDisposition> decide) =>
        messages.Count == 0 ? Task.CompletedTask : Settle(GetOwnQueue(messages), messages, decide);

    private Task<bool> Settle(
        EmulatorQueue queue,
        IReadOnlyList<ReceivedMessage> messages,
        Func<ReceivedMessage, MessageDisposition> decide
    ) =>
        Faults.Run(
            queue.Definition.Name,
            QueueOperation.Settle,
            async () =>
            {
                await BusStore.WaitForWrite(queue.Settle(messages, decide));
                return true;
            }
        );

    /// <summary>The queue that all these messages come from.</summary>
    private EmulatorQueue GetOwnQueue(IReadOnlyList<ReceivedMessage> messages)
    {
        if (messages.Count == 0)
            throw new ArgumentException("There is no message.", nameof(messages));
        var queue = messages[0].Queue;
        if (!_store.Owns(queue))
            throw new LockLostException("The message was received before the queues were closed and opened again.");
        return messages.All(message => message.Queue == queue)
            ? queue
            : throw new ArgumentException("The messages come from several queues.", nameof(messages));
    }
}
