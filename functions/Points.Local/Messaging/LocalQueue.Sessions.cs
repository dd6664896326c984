using Points.Local.Messaging.Works;

namespace Points.Local.Messaging;

/// <content>How sessions are given to receivers: each to one at a time.</content>
internal sealed partial class LocalQueue
{
    /// <summary>Those that a receiver has, or that cannot be given to the next yet.</summary>
    private readonly Dictionary<string, SessionLock> _sessions = new(StringComparer.Ordinal);

    /// <summary>The session accepted last: the next is looked for behind it, so that all get their turn.</summary>
    private string _lastSession = "";

    /// <summary>Gives a session that has messages and that nobody has, or null when there is none in time.</summary>
    public async Task<SessionReceiver?> AcceptSession(TimeSpan wait, CancellationToken ct)
    {
        if (!Definition.RequiresSession)
            throw new InvalidOperationException($"{Definition.Name} has no sessions.");
        var session = await RetryUntil(() => ReadInTurn(AcceptNow, ct), found => found is not null, wait, ct);
        return session is null ? null : new(this, session);
    }

    public async Task<IReadOnlyList<ReceivedMessage>> Receive(
        SessionLock session,
        int messagesMax,
        TimeSpan wait,
        CancellationToken ct
    ) =>
        await RetryUntil(
            () => ReadInTurn(() => TakeMessages(session, messagesMax), ct),
            received => received.Length > 0,
            wait,
            ct
        );

    public DateTimeOffset Renew(SessionLock session)
    {
        lock (_gate)
        {
            var now = _time.GetUtcNow();
            if (!session.IsHeld(now))
                throw new LockLostException($"The lock of session {session.SessionId} has ended.");
            session.LockedUntil = now + Definition.LockDuration;
            SetAlarm();
            return session.LockedUntil;
        }
    }

    /// <summary>Gives the session back, and with it what was received and not settled.</summary>
    public void Release(SessionLock session)
    {
        lock (_gate)
        {
            if (!session.HasEnded)
                EndSession(session);
            SetAlarm();
        }
    }

    private SessionLock? AcceptNow()
    {
        var (name, hasWrapped) = (_lastSession, false);
        while (true)
        {
            if (_reader.FindNextSession(name) is not { } next)
            {
                if (hasWrapped)
                    return null;
                (name, hasWrapped) = ("", true);
                continue;
            }
            name = next;
            lock (_gate)
            {
                if (_sessions.ContainsKey(name))
                    continue;
                var session = new SessionLock(name, _time.GetUtcNow() + Definition.LockDuration);
                _sessions.Add(_lastSession = name, session);
                SetAlarm();
                return session;
            }
        }
    }

    private void ReleaseExpiredSessions(DateTimeOffset now)
    {
        foreach (var session in _sessions.Values.ToArray())
        {
            if (!session.HasEnded && session.LockedUntil <= now)
                EndSession(session);
            else if (session.HasEnded)
                RemoveSessionIfDone(session, now);
            else if (session.Backlog.EndDelays(now))
                SignalWaiters();
        }
    }

    private void EndSession(SessionLock session)
    {
        session.HasEnded = true;
        if (session.Backlog.NextDelayEndsAt is { } delayed)
            session.NotBefore = delayed;
        foreach (var delivery in _deliveries.Values.Where(delivery => delivery.Session == session))
            for (var i = 0; i < delivery.Messages.Length; i++)
                if (delivery.Messages[i].State == LockState.Held)
                    _ = AddSettlement(new(delivery, i, DispositionKind.Return));
        RemoveSessionIfDone(session, _time.GetUtcNow());
    }

    /// <summary>A session that is over goes to the next receiver once nothing of it is on its way and no delay is left.</summary>
    private void RemoveSessionIfDone(SessionLock session, DateTimeOffset now)
    {
        if (session.UnsettledCount > 0 || session.NotBefore > now)
            return;
        _sessions.Remove(session.SessionId);
        SignalWaiters();
    }

    /// <returns>Whether that is news to somebody.</returns>
    private bool OnSettled(SessionLock session, in MessageDisposition disposition)
    {
        session.UnsettledCount--;
        var now = _time.GetUtcNow();
        if (
            disposition.Kind == DispositionKind.Return
            && now + disposition.Delay is var notBefore
            && notBefore > session.NotBefore
        )
            session.NotBefore = notBefore;
        if (disposition.BlocksSession)
            session.ReturningCount--;
        if (session.HasEnded)
            RemoveSessionIfDone(session, now);
        return true;
    }
}
