namespace Points.Local.Cosmos.Storage;

/// <summary>Connections that read. They see the last committed state from the log and never wait for the writer.</summary>
internal sealed class ReaderPool(Func<StoreSession> open) : IDisposable
{
    /// <summary>Idle connections worth keeping; a burst may open more, which are closed when it is over.</summary>
    private const int IdleMax = 16;

    private readonly Stack<StoreSession> _idle = new();
    private bool _closed;

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
