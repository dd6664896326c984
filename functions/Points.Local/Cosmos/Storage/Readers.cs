namespace Points.Local.Cosmos.Storage;

/// <summary>Connections that read. They see the last committed state from the log and never wait for the writer.</summary>
internal sealed class Readers(Func<Session> open) : IDisposable
{
    /// <summary>Idle connections worth keeping; a burst may open more, which are closed when it is over.</summary>
    private const int IdleMax = 16;

    private readonly Stack<Session> idle = new();
    private bool closed;

    public Session Rent()
    {
        lock (idle)
        {
            ObjectDisposedException.ThrowIf(closed, this);
            if (idle.TryPop(out var session))
            {
                return session;
            }
        }

        return open();
    }

    public void Return(Session session)
    {
        lock (idle)
        {
            if (!closed && idle.Count < IdleMax)
            {
                idle.Push(session);
                return;
            }
        }

        session.Dispose();
    }

    public void Dispose()
    {
        lock (idle)
        {
            closed = true;
            while (idle.TryPop(out var session))
            {
                session.Dispose();
            }
        }
    }
}
