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
    private DateTimeOffset _firstUntil = DateTimeOffset.MaxValue;

    /// <summary>Whether a scheduled message's time has come that is not in the queue yet.</summary>
    public bool HasDue
    {
        get
        {
            lock (_gate)
                return _isEnqueueingDue || _nextDue <= _time.GetUtcNow();
        }
    }

    /// <summary>Tells when the first scheduled message is due, when the queue is opened.</summary>
    public void Expect(DateTimeOffset? nextDue)
    {
        lock (_gate)
        {
            _nextDue = nextDue ?? DateTimeOffset.MaxValue;
            SetAlarm();
        }
    }

    /// <summary>Scheduled messages are in the queue now.</summary>
    public void DueArrived(IReadOnlyList<Message> messages, DateTimeOffset? nextDue)
    {
        lock (_gate)
            _isEnqueueingDue = false;
        Arrived(messages, nextDue);
    }

    /// <summary>The disk refused; the scheduled messages are tried again.</summary>
    public void DueFailed() => DueArrived([], _time.GetUtcNow() + AfterFailure);

    private void Ring()
    {
        lock (_gate)
        {
            _alarmAt = DateTimeOffset.MaxValue;
            var now = _time.GetUtcNow();
            try
            {
                if (_firstUntil <= now)
                    EndLocks(now);
                EndSessions(now);
                if (_nextDue <= now)
                {
                    _writer.Enqueue(new EnqueueDueWork(this), isRefusable: false);
                    // It tells when the next is due.
                    (_isEnqueueingDue, _nextDue) = (true, DateTimeOffset.MaxValue);
                }
            }
            catch (ObjectDisposedException)
            {
                return; // The bus is closing; what was locked is delivered again after the next start.
            }
            if (_backlog.EndDelays(now))
                Tell();
            SetAlarm();
        }
    }

    private void EndLocks(DateTimeOffset now)
    {
        _firstUntil = DateTimeOffset.MaxValue;
        foreach (var delivery in _deliveries.Values)
        {
            if (delivery.FirstUntil < _firstUntil && delivery.FirstUntil > now && delivery.Session is null)
                _firstUntil = delivery.FirstUntil;
            if (delivery.Session is not null || delivery.FirstUntil > now)
                continue;
            var first = DateTimeOffset.MaxValue;
            for (var i = 0; i < delivery.Messages.Length; i++)
            {
                ref var message = ref delivery.Messages[i];
                if (message.State != LockState.Held)
                    continue;
                if (message.Until <= now)
                    _ = Add(new(delivery, i, SettlementKind.Return));
                else if (message.Until < first)
                    first = message.Until;
            }
            delivery.FirstUntil = first;
            if (first < _firstUntil)
                _firstUntil = first;
        }
    }

    private void SetAlarm()
    {
        var next = _nextDue < _firstUntil ? _nextDue : _firstUntil;
        foreach (var session in _sessions.Values)
        {
            var at = session.IsOver
                ? session.Open == 0
                    ? session.NotBefore
                    : DateTimeOffset.MaxValue
                : session.Until;
            if (session.Backlog.NextDelayed < at)
                at = session.Backlog.NextDelayed.Value;
            if (at < next)
                next = at;
        }
        if (_backlog.NextDelayed is { } delayed && delayed < next)
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
