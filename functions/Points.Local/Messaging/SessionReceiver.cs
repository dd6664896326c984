namespace Points.Local.Messaging;

/// <summary>Receives a session's messages in order, as the only one; disposing of it gives the session back.</summary>
public sealed class SessionReceiver : IAsyncDisposable
{
    private readonly LocalQueue _queue;
    private readonly SessionLock _session;

    internal SessionReceiver(LocalQueue queue, SessionLock session) => (_queue, _session) = (queue, session);

    public string SessionId => _session.SessionId;

    public DateTimeOffset LockedUntil => _session.LockedUntil;

    /// <exception cref="LockLostException">The session's lock has ended.</exception>
    public Task<IReadOnlyList<ReceivedMessage>> Receive(
        int messagesMax,
        TimeSpan wait,
        CancellationToken ct = default
    ) => _queue.Receive(_session, messagesMax, wait, ct);

    /// <summary>Makes the lock of the session and of its messages last.</summary>
    /// <exception cref="LockLostException">The session's lock has ended.</exception>
    public DateTimeOffset Renew() => _queue.Renew(_session);

    public ValueTask DisposeAsync()
    {
        _queue.Release(_session);
        return ValueTask.CompletedTask;
    }
}
