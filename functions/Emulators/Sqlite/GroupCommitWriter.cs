namespace Emulators.Sqlite;

/// <summary>
/// Writes one transaction at a time. All work that arrives while a transaction is flushed to disk shares the next
/// transaction, and so shares the cost of its flush. Work is acknowledged only after its flush.
/// </summary>
/// <remarks>
/// There is no thread for writing. If no transaction is being written, the caller that brings work writes it at once,
/// on its own thread, and no other thread must wake up for it. A caller writes one transaction; a thread of the pool
/// writes the next, if more work has arrived.
/// </remarks>
public sealed class GroupCommitWriter<TSession> : IDisposable
    where TSession : IWriteSession
{
    /// <summary>Work that may wait; when more arrives, it is refused.</summary>
    private const int WaitingMax = 4_096;

    /// <summary>Work in one transaction: bounds how long the first piece waits for the last.</summary>
    private const int GroupMax = 256;

    private readonly Queue<WriteWork<TSession>> _waiting = new();
    private readonly List<WriteWork<TSession>> _group = new(GroupMax);
    private readonly TSession _session;
    private readonly Func<Exception> _tooManyWrites;
    private readonly bool _callersWrite;
    private bool _isWriting;
    private bool _closing;

    /// <param name="session">What writes; the writer disposes of it.</param>
    /// <param name="busy">Creates the exception for work that is refused because too much waits.</param>
    /// <param name="callersWrite">
    /// False where callers hold locks that the work needs: then a thread of the pool writes every transaction.
    /// </param>
    public GroupCommitWriter(TSession session, Func<Exception> busy, bool callersWrite = true)
    {
        _session = session;
        _tooManyWrites = busy;
        _callersWrite = callersWrite;
    }

    /// <summary>Queues work for the next transaction, and writes that transaction if nobody else writes.</summary>
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
            if (_isWriting)
                return;
            _isWriting = true;
        }
        if (_callersWrite)
            WriteGroup();
        else
            WriteGroupInPool();
    }

    /// <summary>Finishes the waiting work, then stops.</summary>
    public void Dispose()
    {
        lock (_waiting)
        {
            _closing = true;
            while (_isWriting)
                Monitor.Wait(_waiting);
        }
        _session.Dispose();
    }

    /// <summary>Writes one transaction, and has a thread of the pool write the next if more work waits.</summary>
    private void WriteGroup()
    {
        TakeGroup();
        try
        {
            CommitGroup(_group);
        }
        finally
        {
            _group.Clear();
            GoOn();
        }
    }

    private void WriteGroupInPool() =>
        ThreadPool.UnsafeQueueUserWorkItem(static writer => writer.WriteGroup(), this, preferLocal: false);

    private void GoOn()
    {
        lock (_waiting)
        {
            if (_waiting.Count == 0)
            {
                _isWriting = false;
                Monitor.PulseAll(_waiting);
                return;
            }
        }
        WriteGroupInPool();
    }

    private void TakeGroup()
    {
        lock (_waiting)
        {
            while (_group.Count < GroupMax && _waiting.TryDequeue(out var work))
                _group.Add(work);
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
