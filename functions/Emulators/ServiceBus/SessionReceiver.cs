namespace Emulators.ServiceBus;

/// <summary>
/// The only receiver of a session: it gets the messages in order. Disposing of it releases the session.
/// </summary>
public sealed class SessionReceiver : IAsyncDisposable
{
    private readonly EmulatorQueue _queue;
    private readonly SessionLock _session;

    internal SessionReceiver(EmulatorQueue queue, SessionLock session) => (_queue, _session) = (queue, session);

    public string SessionId => _session.SessionId;

    public DateTimeOffset LockedUntil => _session.LockedUntil;

    /// <summary>Receives at most <paramref name="messagesMax"/> messages; empty when none arrived in time.</summary>
    /// <exception cref="LockLostException">The session's lock has ended.</exception>
    public Task<IReadOnlyList<ReceivedMessage>> Receive(
        int messagesMax,
        TimeSpan wait,
        CancellationToken ct = default
    ) => _queue.Receive(_session, messagesMax, wait, ct);

    /// <summary>Extends the lock of the session and of its messages by one lock duration from now.</summary>
    /// <exception cref="LockLostException">The session's lock has ended.</exception>
    public DateTimeOffset Renew() => _queue.Renew(_session);

    public ValueTask DisposeAsync()
    {
        _queue.Release(_session);
        return ValueTask.CompletedTask;
    }
}
