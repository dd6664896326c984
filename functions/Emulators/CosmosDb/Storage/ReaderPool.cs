namespace Emulators.CosmosDb.Storage;

/// <summary>Connections that read. They see the last committed state and never wait for the writer.</summary>
internal sealed class ReaderPool(Func<StoreSession> open) : IDisposable
{
    /// <summary>
    /// Idle connections that are kept. A burst may open more; they are closed when they are returned.
    /// </summary>
    private const int IdleMax = 16;

    private readonly Stack<StoreSession> _idle = new();
    private bool _closed;

    /// <summary>Takes an idle connection, or opens one. The caller gives it back with <see cref="Return"/>.</summary>
    public StoreSession Rent()
    {
        lock (_idle)
        {
            ObjectDisposedException.ThrowIf(_closed, this);
            if (_idle.TryPop(out var session))
                return session;
        }
        return open();
    }

    public void Return(StoreSession session)
    {
        lock (_idle)
        {
            if (!_closed && _idle.Count < IdleMax)
            {
                _idle.Push(session);
                return;
            }
        }
        session.Dispose();
    }

    public void Dispose()
    {
        lock (_idle)
        {
            _closed = true;
            while (_idle.TryPop(out var session))
                session.Dispose();
        }
    }
}
