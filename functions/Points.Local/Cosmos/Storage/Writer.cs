namespace Points.Local.Cosmos.Storage;

/// <summary>
/// The one writer. Whatever has gathered while the last transaction was being forced to disk shares the next one, so
/// the cost of a disk flush is divided among everybody who waits for it. Nothing is acknowledged before its flush.
/// </summary>
internal sealed class Writer : IDisposable
{
    /// <summary>Requests that may wait; beyond it the store throttles, as Cosmos does.</summary>
    private const int WaitingMax = 4_096;

    /// <summary>Requests in one transaction: bounds how long the first of them waits for the last.</summary>
    private const int GroupMax = 256;

    private readonly Queue<Work> _waiting = new();
    private readonly WriteSession _session;
    private readonly Action<WriteSession> _afterCommit;
    private readonly Thread _thread;
    private bool _closing;

    public Writer(WriteSession session, Action<WriteSession> afterCommit)
    {
        _session = session;
        _afterCommit = afterCommit;
        _thread = new Thread(Run) { IsBackground = true, Name = "cosmos-writer" };
        _thread.Start();
    }

    public void Enqueue(Work work)
    {
        lock (_waiting)
        {
            ObjectDisposedException.ThrowIf(_closing, this);
            if (_waiting.Count == WaitingMax) throw new CosmosError(429, "Too many writes are waiting.", 3200);
            _waiting.Enqueue(work);
            if (_waiting.Count == 1) Monitor.Pulse(_waiting);
        }
    }

    public Task<T> Change<T>(Func<WriteSession, T> change)
    {
        var work = new Change<T>(change);
        Enqueue(work);
        return work.Done;
    }

    /// <summary>Finishes what is waiting, then stops.</summary>
    public void Dispose()
    {
        lock (_waiting)
        {
            _closing = true;
            Monitor.Pulse(_waiting);
        }
        _thread.Join();
        _session.Dispose();
    }

    private void Run()
    {
        var group = new List<Work>(GroupMax);
        while (Gather(group))
        {
            Commit(group);
            group.Clear();
        }
    }

    private bool Gather(List<Work> group)
    {
        lock (_waiting)
        {
            while (_waiting.Count == 0)
            {
                if (_closing) return false;
                Monitor.Wait(_waiting);
            }
            while (group.Count < GroupMax && _waiting.TryDequeue(out var work)) group.Add(work);
            return true;
        }
    }

    private void Commit(List<Work> group)
    {
        try
        {
            _session.Begin();
            foreach (var work in group) work.Apply(_session);
            _session.Commit();
        }
        catch (Exception failure)
        {
            Abandon(group, failure);
            return;
        }
        foreach (var work in group) work.Succeed();
        _afterCommit(_session);
    }

    private void Abandon(List<Work> group, Exception failure)
    {
        try
        {
            _session.RollBack();
        }
        catch (StorageFailure)
        {
            // SQLite has already rolled back by itself, as it does when the disk is full.
        }
        foreach (var work in group) work.Fail(failure);
    }
}
