using Emulators.ServiceBus.Storage;
using Emulators.ServiceBus.Writes;

namespace Emulators.ServiceBus;

/// <content>What happens at a time: locks end, delays end, scheduled messages become due.</content>
internal sealed partial class EmulatorQueue
{
    /// <summary>The longest wait that timers take. An alarm that rings too early is set again.</summary>
    private const double AlarmWaitMaxMilliseconds = 24 * 60 * 60 * 1000.0;

    private static readonly TimeSpan RetryAfterFailure = TimeSpan.FromSeconds(1);

    private DateTimeOffset _nextDue = DateTimeOffset.MaxValue;
    private bool _isEnqueueingDue;
    private DateTimeOffset _alarmAt = DateTimeOffset.MaxValue;

    /// <summary>
    /// No message's lock ends earlier. Renewed locks end later, so it may be too early, never too late.
    /// </summary>
    private DateTimeOffset _firstLockEnd = DateTimeOffset.MaxValue;

    /// <summary>Whether a scheduled message is due that is not in the queue yet.</summary>
    public bool HasDueMessages
    {
        get
        {
            lock (_gate)
                return _isEnqueueingDue || _nextDue <= _time.GetUtcNow();
        }
    }

    /// <summary>Sets when the first scheduled message is due; null when there is none.</summary>
    public void SetNextDue(DateTimeOffset? nextDue)
    {
        lock (_gate)
        {
            _nextDue = nextDue ?? DateTimeOffset.MaxValue;
            SetAlarm();
        }
    }

    /// <summary>Called when scheduled messages that were due are in the queue.</summary>
    public void OnDueCommitted(IReadOnlyList<StoredMessage> messages, DateTimeOffset? nextDue)
    {
        lock (_gate)
            _isEnqueueingDue = false;
        OnMessagesCommitted(messages, nextDue);
    }

    /// <summary>Called when due messages could not be written; they are tried again.</summary>
    public void OnDueFailed() => OnDueCommitted([], _time.GetUtcNow() + RetryAfterFailure);

    private void OnAlarm()
    {
        lock (_gate)
        {
            _alarmAt = DateTimeOffset.MaxValue;
            var now = _time.GetUtcNow();
            try
            {
                if (_firstLockEnd <= now)
                    ReleaseExpiredLocks(now);
                UpdateSessions(now);
                if (_nextDue <= now)
                {
                    _writer.Enqueue(new EnqueueDueWork(this), canBeRefused: false);
                    // The work sets the next due time when it is written.
                    (_isEnqueueingDue, _nextDue) = (true, DateTimeOffset.MaxValue);
                }
            }
            catch (ObjectDisposedException)
            {
                return; // The bus is closing. Locked messages are delivered again after the next start.
            }
            if (_backlog.EndDelays(now))
                _changed.Raise();
            SetAlarm();
        }
    }

    private void ReleaseExpiredLocks(DateTimeOffset now)
    {
        _firstLockEnd = DateTimeOffset.MaxValue;
        foreach (var batch in _batches.Values.Where(batch => batch.Session is null))
        {
            if (batch.FirstLockEnd <= now)
                ReleaseExpiredLocks(batch, now);
            if (batch.FirstLockEnd < _firstLockEnd)
                _firstLockEnd = batch.FirstLockEnd;
        }
    }

    private void ReleaseExpiredLocks(LockedBatch batch, DateTimeOffset now)
    {
        var first = DateTimeOffset.MaxValue;
        for (var i = 0; i < batch.Messages.Length; i++)
        {
            ref var message = ref batch.Messages[i];
            if (message.State != LockState.Held)
                continue;
            if (message.LockedUntil <= now)
                _ = AddDisposition(new(batch, i, DispositionKind.Return));
            else if (message.LockedUntil < first)
                first = message.LockedUntil;
        }
        batch.FirstLockEnd = first;
    }

    private void SetAlarm()
    {
        var next = _nextDue < _firstLockEnd ? _nextDue : _firstLockEnd;
        foreach (var session in _sessions.Values)
        {
            var at = NextEventOf(session);
            if (at < next)
                next = at;
        }
        if (_backlog.NextDelayEndsAt is { } delayed && delayed < next)
            next = delayed;
        if (next == _alarmAt)
            return;
        _alarmAt = next;
        _alarm.Change(WaitUntil(next), Timeout.InfiniteTimeSpan);
    }

    private TimeSpan WaitUntil(DateTimeOffset alarm) =>
        alarm == DateTimeOffset.MaxValue
            ? Timeout.InfiniteTimeSpan
            : TimeSpan.FromMilliseconds(
                Math.Clamp((alarm - _time.GetUtcNow()).TotalMilliseconds + 1, 1, AlarmWaitMaxMilliseconds)
            );

    /// <summary>
    /// When the session's lock or a delay ends; the greatest time when the session waits for a settlement.
    /// </summary>
    private static DateTimeOffset NextEventOf(SessionLock session)
    {
        var at =
            !session.HasEnded ? session.LockedUntil
            : session.UnsettledCount == 0 ? session.NotBefore
            : DateTimeOffset.MaxValue;
        return session.Backlog.NextDelayEndsAt < at ? session.Backlog.NextDelayEndsAt.Value : at;
    }
}
