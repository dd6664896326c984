using Emulators.ServiceBus.Storage;
using Emulators.ServiceBus.Writes;

namespace Emulators.ServiceBus;

/// <content>How messages are read and locked for receivers.</content>
internal sealed partial class EmulatorQueue
{
    /// <summary>Bytes of messages read at once: bodies may be large.</summary>
    private const int ReadBytesMax = 16 * 1024 * 1024;

    /// <summary>Receives at most <paramref name="messagesMax"/> messages; empty when none arrived in time.</summary>
    /// <exception cref="InvalidOperationException">The queue has sessions.</exception>
    public async Task<IReadOnlyList<ReceivedMessage>> Receive(int messagesMax, TimeSpan wait, CancellationToken ct)
    {
        if (Definition.RequiresSession)
            throw new InvalidOperationException($"The queue {Definition.Name} has sessions: accept one to receive.");
        return await ReceiveFrom(null, messagesMax, wait, ct);
    }

    private Task<ReceivedMessage[]> ReceiveFrom(
        SessionLock? session,
        int messagesMax,
        TimeSpan wait,
        CancellationToken ct
    ) =>
        _changed.RetryUntil(
            () => ReadInTurn(() => TakeMessages(session, messagesMax), ct),
            received => received.Length > 0,
            wait,
            _time,
            ct
        );

    private ReceivedMessage[] TakeMessages(SessionLock? session, int messagesMax)
    {
        var (returned, buffered) = (new List<long>(), new List<StoredMessage>());
        var backlog = session?.Backlog ?? _backlog;
        int count;
        long lastSequence;
        lock (_gate)
        {
            count = CountReceivable(session, backlog, messagesMax);
            if (count <= 0)
                return [];
            backlog.Take(count, returned, buffered);
            lastSequence = _lastSequence;
            _isReading = session is null;
        }
        try
        {
            List<StoredMessage> taken = [.. returned.Select(_reader.Find).OfType<StoredMessage>(), .. buffered];
            if (taken.Count < count && backlog.ReadTo < lastSequence)
                taken.AddRange(ReadFromDisk(session, backlog, count - taken.Count, lastSequence));
            return LockMessages(session, taken);
        }
        catch
        {
            lock (_gate)
            {
                _isReading = false;
                foreach (var sequence in returned.Concat(buffered.Select(message => message.SequenceNumber)))
                    backlog.Return(sequence, null);
            }
            throw;
        }
    }

    /// <summary>
    /// How many messages may be locked now. None of a session whose earlier messages are still to return.
    /// </summary>
    private int CountReceivable(SessionLock? session, DeliverableMessages backlog, int messagesMax)
    {
        var now = _time.GetUtcNow();
        if (session is not null && !session.IsHeld(now))
            throw SessionLockLost(session);
        if (session?.ReturningCount > 0)
            return 0;
        backlog.EndDelays(now);
        return session is not null && backlog.NextDelayEndsAt is not null
            ? 0
            : Math.Min(messagesMax, Limits.LockedMax - _lockedCount);
    }

    /// <summary>
    /// Reads the next messages from disk: those for the receiver, and more to buffer for the next receiver.
    /// </summary>
    private IEnumerable<StoredMessage> ReadFromDisk(
        SessionLock? session,
        DeliverableMessages backlog,
        int wanted,
        long lastSequence
    )
    {
        var count = session is null ? Math.Max(wanted, Limits.ReadyMax / 2) : wanted;
        var read = session is null
            ? _reader.ReadAfter(backlog.ReadTo, count, ReadBytesMax)
            : _reader.ReadAfterInSession(session.SessionId, backlog.ReadTo, count, ReadBytesMax);
        lock (_gate)
        {
            for (var i = 0; i < read.Count; i++)
                if (i < wanted)
                    backlog.MarkReadTo(read[i].SequenceNumber);
                else if (!backlog.TryBuffer(read[i], Limits))
                    return read.Take(wanted);
            // Nothing is left on disk up to the last message that was committed before this read.
            if (read.Count == 0)
                backlog.MarkReadTo(lastSequence);
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
            var batch = new LockedBatch(
                _batchNumbers.Next(),
                session,
                LockedBatch.CreateLocks(messages, _time.GetUtcNow() + Definition.LockDuration)
            );
            _writer.Enqueue(new RecordDeliveryWork(this, batch), canBeRefused: false);
            _batches.Add(batch.Id, batch);
            _lockedCount += messages.Count;
            if (session is not null)
                session.UnsettledCount += messages.Count;
            if (session is null && batch.FirstLockEnd < _firstLockEnd)
                _firstLockEnd = batch.FirstLockEnd;
            SetAlarm();
            return [.. messages.Select((message, index) => new ReceivedMessage(this, message, batch, index))];
        }
    }
}
