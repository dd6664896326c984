namespace Points.Local.Sqlite;

/// <summary>
/// The one writer. Whatever has gathered while the last transaction was being forced to disk shares the next one, so
/// the cost of a disk flush is divided among everybody who waits for it. Nothing is acknowledged before its flush.
/// </summary>
internal sealed class GroupCommitWriter<TSession> : IDisposable
    where TSession : IWriteSession
{
    /// <summary>Requests that may wait; beyond it the store throttles.</summary>
    private const int WaitingMax = 4_096;

    /// <summary>Requests in one transaction: bounds how long the first of them waits for the last.</summary>
    private const int GroupMax = 256;

    private readonly Queue<WriteWork<TSession>> _waiting = new();
    private readonly TSession _session;
    private readonly Action<Connection> _afterCommit;
    private readonly Func<Exception> _tooManyWrites;
    private readonly Thread _thread;
    private bool _closing;

    /// <param name="session">What changes are made with, owned from now on.</param>
    /// <param name="name">The thread's.</param>
    /// <param name="busy">What those are told for whom there is no room.</param>
    /// <param name="afterCommit">Called between two transactions.</param>
    public GroupCommitWriter(TSession session, string name, Func<Exception> busy, Action<Connection> afterCommit)
    {
        _session = session;
        _tooManyWrites = busy;
        _afterCommit = afterCommit;
        _thread = new Thread(Run) { IsBackground = true, Name = name };
        _thread.Start();
    }

    /// <param name="work">What to do in the next transaction.</param>
    /// <param name="canBeRefused">Whether it may be refused when too much waits; not so where something else bounds how much there is.</param>
    public void Enqueue(WriteWork<TSession> work, bool canBeRefused = true)
    {
        lock (_waiting)
        {
            ObjectDisposedException.ThrowIf(_closing, this);
            if (canBeRefused && _waiting.Count >= WaitingMax)
                throw _tooManyWrites();
            _waiting.Enqueue(work);
            if (_waiting.Count == 1)
                Monitor.Pulse(_waiting);
        }
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
        var group = new List<WriteWork<TSession>>(GroupMax);
        while (TakeGroup(group))
        {
            CommitGroup(group);
            group.Clear();
        }
    }

    private bool TakeGroup(List<WriteWork<TSession>> group)
    {
        lock (_waiting)
        {
            while (_waiting.Count == 0)
            {
                if (_closing)
                    return false;
                Monitor.Wait(_waiting);
            }
            while (group.Count < GroupMax && _waiting.TryDequeue(out var work))
                group.Add(work);
            return true;
        }
    }

    private void CommitGroup(List<WriteWork<TSession>> group)
    {
        try
        {
            _session.Begin();
            foreach (var work in group)
                work.Apply(_session);
            _session.Commit();
        }
        catch (Exception failure)
        {
            FailGroup(group, failure);
            return;
        }
        foreach (var work in group)
            work.Succeed();
        _afterCommit(_session.Connection);
    }

    private void FailGroup(List<WriteWork<TSession>> group, Exception failure)
    {
        try
        {
            _session.RollBack();
        }
        catch (SqliteException)
        {
            // SQLite has already rolled back by itself, as it does when the disk is full.
        }
        foreach (var work in group)
            work.Fail(failure);
    }
}
