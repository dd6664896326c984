using Emulators.ServiceBus.Writes;

namespace Emulators.ServiceBus;

/// <content>How messages are settled, and how their locks are renewed.</content>
internal sealed partial class EmulatorQueue
{
    /// <summary>The next dispositions to write; null if none. More are added until the writer begins.</summary>
    private SettleWork? _settling;

    /// <summary>Settles the messages that are still locked; completes when that is on disk.</summary>
    /// <exception cref="LockLostException">Some locks were lost; the other messages are settled.</exception>
    public Task Settle(IReadOnlyList<ReceivedMessage> messages, Func<ReceivedMessage, MessageDisposition> decide)
    {
        Task done = Task.CompletedTask;
        var lost = 0;
        lock (_gate)
        {
            var now = _time.GetUtcNow();
            foreach (var message in messages)
                if (message.Batch.IsHeld(message.Index, now))
                    done = AddDisposition(decide(message));
                else
                    lost++;
        }
        return lost == 0 ? done : ThrowLostAfter(done, lost, messages.Count);
    }

    /// <summary>Extends the locks: each ends one lock duration of the queue from now.</summary>
    /// <exception cref="LockLostException">Some locks were lost; the others are renewed.</exception>
    public DateTimeOffset Renew(IReadOnlyList<ReceivedMessage> messages)
    {
        var lost = 0;
        DateTimeOffset until;
        lock (_gate)
        {
            var now = _time.GetUtcNow();
            until = now + Definition.LockDuration;
            foreach (var message in messages)
                if (!message.Batch.IsHeld(message.Index, now))
                    lost++;
                else if (message.Batch.Session is { } session)
                    session.LockedUntil = until;
                else
                    message.Batch.Messages[message.Index].LockedUntil = until;
            SetAlarm();
        }
        return lost == 0 ? until : throw LocksLost(lost, messages.Count);
    }

    /// <summary>Whether the message can still be settled.</summary>
    public bool IsHeld(ReceivedMessage message)
    {
        lock (_gate)
            return message.Batch.IsHeld(message.Index, _time.GetUtcNow());
    }

    /// <summary>Called when the writer begins or gives up this work: later dispositions go into the next one.</summary>
    public void BeginWriting(SettleWork work)
    {
        lock (_gate)
            if (_settling == work)
                _settling = null;
    }

    /// <summary>
    /// Called when dispositions are on disk. Returned messages can be received again; the others are gone.
    /// </summary>
    public void OnSettled(IReadOnlyList<MessageDisposition> dispositions)
    {
        lock (_gate)
        {
            var now = _time.GetUtcNow();
            // Receivers wait for free locks, for returned messages, and for changes of their session.
            var mustWake = _lockedCount >= Limits.LockedMax;
            foreach (var disposition in dispositions)
            {
                var (batch, session) = (disposition.Batch, disposition.Batch.Session);
                disposition.Message.State = LockState.Settled;
                _lockedCount--;
                if (--batch.UnsettledCount == 0)
                    _batches.Remove(batch.Id);
                if (session is not null)
                    OnSettledInSession(session, disposition);
                if (disposition.Kind == DispositionKind.Return)
                    (session?.Backlog ?? _backlog).Return(
                        disposition.Message.Sequence,
                        disposition.Delay > TimeSpan.Zero ? now + disposition.Delay : null
                    );
                mustWake |= session is not null || disposition.Kind == DispositionKind.Return;
            }
            SetAlarm();
            if (mustWake)
                _changed.Raise();
        }
    }

    private static async Task ThrowLostAfter(Task done, int lost, int count)
    {
        await done;
        throw LocksLost(lost, count);
    }

    private static LockLostException LocksLost(int lost, int count) =>
        new(
            count == 1
                ? "The message's lock has ended, or the message was already settled."
                : $"The locks of {lost} of {count} messages have ended, or the messages were already settled."
        );

    /// <summary>Adds to the work that goes to disk next; all its dispositions share one task.</summary>
    private Task AddDisposition(MessageDisposition disposition)
    {
        disposition.Message.State = LockState.Settling;
        if (disposition.BlocksSession)
            disposition.Batch.Session!.ReturningCount++;
        if (_settling is null)
        {
            _settling = new SettleWork(this);
            _writer.Enqueue(_settling, canBeRefused: false);
        }
        _settling.Dispositions.Add(disposition);
        return _settling.Done;
    }
}
