using Points.Local.Messaging.Works;

namespace Points.Local.Messaging;

/// <content>How messages are settled, and their locks kept.</content>
internal sealed partial class LocalQueue
{
    private SettleWork? _settling;

    /// <summary>Settles what is still held; completes when that is on disk, and throws when some of them were not held any more.</summary>
    public Task Settle(IReadOnlyList<ReceivedMessage> messages, Func<ReceivedMessage, MessageDisposition> decide)
    {
        Task done = Task.CompletedTask;
        var lost = 0;
        lock (_gate)
        {
            var now = _time.GetUtcNow();
            foreach (var message in messages)
                if (message.Batch.IsHeld(message.Index, now))
                    done = AddSettlement(decide(message));
                else
                    lost++;
        }
        return lost == 0 ? done : ThrowLostAfter(done, lost, messages.Count);
    }

    /// <summary>Makes the locks last for the queue's duration from now.</summary>
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
        return lost == 0 ? until : throw LockLost(lost, messages.Count);
    }

    /// <summary>Whether it can still be settled.</summary>
    public bool IsHeld(ReceivedMessage message)
    {
        lock (_gate)
            return message.Batch.IsHeld(message.Index, _time.GetUtcNow());
    }

    /// <summary>The writer begins with it: what is settled from now on goes into another.</summary>
    public void BeginWriting(SettleWork work)
    {
        lock (_gate)
            if (_settling == work)
                _settling = null;
    }

    /// <summary>On disk: completed and dead messages are gone, the others can be received again.</summary>
    public void OnSettled(IReadOnlyList<MessageDisposition> dispositions)
    {
        lock (_gate)
        {
            var now = _time.GetUtcNow();
            var isNews = _locked >= Limits.LockedMax;
            foreach (var settlement in dispositions)
            {
                var (delivery, session) = (settlement.Batch, settlement.Batch.Session);
                settlement.Message.State = LockState.Settled;
                _locked--;
                if (--delivery.UnsettledCount == 0)
                    _deliveries.Remove(delivery.Id);
                if (session is not null)
                    isNews |= OnSettled(session, settlement);
                if (settlement.Kind != DispositionKind.Return)
                    continue;
                (session?.Backlog ?? _backlog).Return(
                    settlement.Message.Sequence,
                    settlement.Delay > TimeSpan.Zero ? now + settlement.Delay : null
                );
                isNews = true;
            }
            SetAlarm();
            if (isNews)
                SignalWaiters();
        }
    }

    private static async Task ThrowLostAfter(Task done, int lost, int count)
    {
        await done;
        throw LockLost(lost, count);
    }

    private static LockLostException LockLost(int lost, int count) =>
        new(
            count == 1
                ? "The message's lock has ended, or it was settled before."
                : $"The locks of {lost} of {count} messages have ended, or they were settled before."
        );

    /// <summary>Adds to what goes to disk next; many share one task.</summary>
    private Task AddSettlement(MessageDisposition disposition)
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
