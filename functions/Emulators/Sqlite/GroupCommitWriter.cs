namespace Emulators.Sqlite;

/// <summary>
/// The one thread that writes. All work that arrives while a transaction is flushed to disk shares the next
/// transaction, and so shares the cost of its flush. Work is acknowledged only after its flush.
/// </summary>
public sealed class GroupCommitWriter<TSession> : IDisposable
    where TSession : IWriteSession
{
    /// <summary>Work that may wait; when more arrives, it is refused.</summary>
    private const int WaitingMax = 4_096;

    /// <summary>Work in one transaction: bounds how long the first piece waits for the last.</summary>
    private const int GroupMax = 256;

    private readonly Queue<WriteWork<TSession>> _waiting = new();
    private readonly TSession _session;
    private readonly Func<Exception> _tooManyWrites;
    private readonly Thread _thread;
    private bool _closing;

    /// <param name="session">What writes; the writer disposes of it.</param>
    /// <param name="name">The thread's name.</param>
    /// <param name="busy">Creates the exception for work that is refused because too much waits.</param>
    public GroupCommitWriter(TSession session, string name, Func<Exception> busy)
    {
        _session = session;
        _tooManyWrites = busy;
        _thread = new Thread(Run) { IsBackground = true, Name = name };
        _thread.Start();
    }

    /// <summary>Queues work for the next transaction.</summary>
    /// <param name="work">What to do in that transaction.</param>
    /// <param name="canBeRefused">
    /// Whether the work is refused when too much waits. False where the caller itself bounds how much it queues.
    /// </param>
    /// <exception cref="ObjectDisposedException">The writer is closing.</exception>
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

    /// <summary>Finishes the waiting work, then stops.</summary>
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
        _session.AfterCommit();
    }

    private void FailGroup(List<WriteWork<TSession>> group, Exception failure)
    {
        try
        {
            _session.RollBack();
        }
        catch (IOException)
        {
            // SQLite has already rolled back, as it does when the disk is full.
        }
        foreach (var work in group)
            work.Fail(failure);
    }
}
