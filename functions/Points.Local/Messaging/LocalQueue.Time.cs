using Points.Local.Messaging.Storage;
using Points.Local.Messaging.Works;

namespace Points.Local.Messaging;

/// <content>What happens by itself when its time has come.</content>
internal sealed partial class LocalQueue
{
    private static readonly TimeSpan AfterFailure = TimeSpan.FromSeconds(1);

    private DateTimeOffset _nextDue = DateTimeOffset.MaxValue;
    private bool _isEnqueueingDue;
    private DateTimeOffset _alarmAt = DateTimeOffset.MaxValue;

    /// <summary>No lock of a message ends before; renewed ones later than it says.</summary>
    private DateTimeOffset _firstLockEnd = DateTimeOffset.MaxValue;

    /// <summary>Whether a scheduled message's time has come that is not in the queue yet.</summary>
    public bool HasDueMessages
    {
        get
        {
            lock (_gate)
                return _isEnqueueingDue || _nextDue <= _time.GetUtcNow();
        }
    }

    /// <summary>Tells when the first scheduled message is due, when the queue is opened.</summary>
    public void SetNextDue(DateTimeOffset? nextDue)
    {
        lock (_gate)
        {
            _nextDue = nextDue ?? DateTimeOffset.MaxValue;
            SetAlarm();
        }
    }

    /// <summary>Scheduled messages are in the queue now.</summary>
    public void OnDueCommitted(IReadOnlyList<StoredMessage> messages, DateTimeOffset? nextDue)
    {
        lock (_gate)
            _isEnqueueingDue = false;
        OnMessagesCommitted(messages, nextDue);
    }

    /// <summary>The disk refused; the scheduled messages are tried again.</summary>
    public void OnDueFailed() => OnDueCommitted([], _time.GetUtcNow() + AfterFailure);

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
                ReleaseExpiredSessions(now);
                if (_nextDue <= now)
                {
                    _writer.Enqueue(new EnqueueDueWork(this), canBeRefused: false);
                    // It tells when the next is due.
                    (_isEnqueueingDue, _nextDue) = (true, DateTimeOffset.MaxValue);
                }
            }
            catch (ObjectDisposedException)
            {
                return; // The bus is closing; what was locked is delivered again after the next start.
            }
            if (_backlog.EndDelays(now))
                SignalWaiters();
            SetAlarm();
        }
    }

    private void ReleaseExpiredLocks(DateTimeOffset now)
    {
        _firstLockEnd = DateTimeOffset.MaxValue;
        foreach (var delivery in _deliveries.Values)
        {
            if (delivery.FirstLockEnd < _firstLockEnd && delivery.FirstLockEnd > now && delivery.Session is null)
                _firstLockEnd = delivery.FirstLockEnd;
            if (delivery.Session is not null || delivery.FirstLockEnd > now)
                continue;
            var first = DateTimeOffset.MaxValue;
            for (var i = 0; i < delivery.Messages.Length; i++)
            {
                ref var message = ref delivery.Messages[i];
                if (message.State != LockState.Held)
                    continue;
                if (message.LockedUntil <= now)
                    _ = AddSettlement(new(delivery, i, DispositionKind.Return));
                else if (message.LockedUntil < first)
                    first = message.LockedUntil;
            }
            delivery.FirstLockEnd = first;
            if (first < _firstLockEnd)
                _firstLockEnd = first;
        }
    }

    private void SetAlarm()
    {
        var next = _nextDue < _firstLockEnd ? _nextDue : _firstLockEnd;
        foreach (var session in _sessions.Values)
        {
            var at = session.HasEnded
                ? session.UnsettledCount == 0
                    ? session.NotBefore
                    : DateTimeOffset.MaxValue
                : session.LockedUntil;
            if (session.Backlog.NextDelayEndsAt < at)
                at = session.Backlog.NextDelayEndsAt.Value;
            if (at < next)
                next = at;
        }
        if (_backlog.NextDelayEndsAt is { } delayed && delayed < next)
            next = delayed;
        if (next == _alarmAt)
            return;
        _alarmAt = next;
        var wait =
            next == DateTimeOffset.MaxValue
                ? Timeout.InfiniteTimeSpan
                : TimeSpan.FromMilliseconds(
                    Math.Clamp((next - _time.GetUtcNow()).TotalMilliseconds + 1, 1, WaitMaxMilliseconds)
                );
        _alarm.Change(wait, Timeout.InfiniteTimeSpan);
    }

    /// <summary>What timers take; an alarm that rings early is set anew.</summary>
    private const double WaitMaxMilliseconds = 24 * 60 * 60 * 1000.0;
}
