using Emulators.ServiceBus.Writes;

namespace Emulators.ServiceBus;

/// <content>How sessions are locked: each for one receiver at a time.</content>
internal sealed partial class EmulatorQueue
{
    /// <summary>
    /// The sessions that have a receiver, and ended ones whose messages are not settled or whose delay is not over.
    /// </summary>
    private readonly Dictionary<string, SessionLock> _sessions = new(StringComparer.Ordinal);

    /// <summary>
    /// The session accepted last. The search for the next one starts after it, so that every session gets a receiver.
    /// </summary>
    private string _lastSession = "";

    /// <summary>Locks a session that has messages and no receiver; null when there was none in time.</summary>
    /// <exception cref="InvalidOperationException">The queue has no sessions.</exception>
    public async Task<SessionReceiver?> AcceptSession(TimeSpan wait, CancellationToken ct)
    {
        if (!Definition.RequiresSession)
            throw new InvalidOperationException($"The queue {Definition.Name} has no sessions.");
        var session = await _changed.RetryUntil(
            () => ReadInTurn(AcceptNow, ct),
            found => found is not null,
            wait,
            _time,
            ct
        );
        return session is null ? null : new(this, session);
    }

    /// <exception cref="LockLostException">The session's lock has ended.</exception>
    public async Task<IReadOnlyList<ReceivedMessage>> Receive(
        SessionLock session,
        int messagesMax,
        TimeSpan wait,
        CancellationToken ct
    ) => await ReceiveFrom(session, messagesMax, wait, ct);

    /// <exception cref="LockLostException">The session's lock has ended.</exception>
    public DateTimeOffset Renew(SessionLock session)
    {
        lock (_gate)
        {
            var now = _time.GetUtcNow();
            if (!session.IsHeld(now))
                throw SessionLockLost(session);
            session.LockedUntil = now + Definition.LockDuration;
            SetAlarm();
            return session.LockedUntil;
        }
    }

    /// <summary>Ends the session's lock and returns its messages that are not settled.</summary>
    public void Release(SessionLock session)
    {
        lock (_gate)
        {
            if (!session.HasEnded)
                EndSession(session);
            SetAlarm();
        }
    }

    private static LockLostException SessionLockLost(SessionLock session) =>
        new($"The lock of session {session.SessionId} has ended.");

    /// <summary>Searches after the last session, and then from the first one.</summary>
    private SessionLock? AcceptNow() => AcceptFirstAfter(_lastSession) ?? AcceptFirstAfter("");

    private SessionLock? AcceptFirstAfter(string sessionId)
    {
        for (var next = _reader.FindNextSession(sessionId); next is not null; next = _reader.FindNextSession(next))
            lock (_gate)
            {
                if (_sessions.ContainsKey(next))
                    continue;
                var session = new SessionLock(next, _time.GetUtcNow() + Definition.LockDuration);
                _sessions.Add(next, session);
                _lastSession = next;
                SetAlarm();
                return session;
            }
        return null;
    }

    /// <summary>Ends expired session locks, frees ended sessions, and ends the delays of returned messages.</summary>
    private void UpdateSessions(DateTimeOffset now)
    {
        foreach (var session in _sessions.Values.ToArray())
        {
            if (!session.HasEnded && session.LockedUntil <= now)
                EndSession(session);
            else if (session.HasEnded)
                RemoveSessionIfDone(session, now);
            else if (session.Backlog.EndDelays(now))
                _changed.Raise();
        }
    }

    private void EndSession(SessionLock session)
    {
        session.HasEnded = true;
        if (session.Backlog.NextDelayEndsAt is { } delayed)
            session.NotBefore = delayed;
        foreach (var batch in _batches.Values.Where(batch => batch.Session == session))
            for (var i = 0; i < batch.Messages.Length; i++)
                if (batch.Messages[i].State == LockState.Held)
                    _ = AddDisposition(new(batch, i, DispositionKind.Return));
        RemoveSessionIfDone(session, _time.GetUtcNow());
    }

    /// <summary>
    /// Frees an ended session for the next receiver once its messages are settled and its delay is over.
    /// </summary>
    private void RemoveSessionIfDone(SessionLock session, DateTimeOffset now)
    {
        if (session.UnsettledCount > 0 || session.NotBefore > now)
            return;
        _sessions.Remove(session.SessionId);
        _changed.Raise();
    }

    /// <summary>Updates a session after one of its messages was settled on disk.</summary>
    private void OnSettledInSession(SessionLock session, in MessageDisposition disposition)
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
    }
}
