namespace Emulators.Sqlite;

/// <summary>
/// Writes one transaction at a time. All work that arrives while a transaction is flushed to disk shares the next
/// transaction, and so shares the cost of its flush. Work is acknowledged only after its flush.
/// </summary>
/// <remarks>
/// It has no thread of its own. Whoever brings work while nobody writes leads, that is, writes at once: a write that
/// comes alone is then handed over to nobody. Work that came meanwhile is led by a thread of the pool.
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
    private readonly bool _callersLead;
    private bool _isLed;
    private bool _closing;

    /// <param name="session">What writes; the writer disposes of it.</param>
    /// <param name="busy">Creates the exception for work that is refused because too much waits.</param>
    /// <param name="callersLead">
    /// False where callers hold locks that the work needs: then threads of the pool lead every group.
    /// </param>
    public GroupCommitWriter(TSession session, Func<Exception> busy, bool callersLead = true)
    {
        _session = session;
        _tooManyWrites = busy;
        _callersLead = callersLead;
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
            if (_isLed)
                return;
            _isLed = true;
        }
        if (_callersLead)
            Lead();
        else
            PassLead();
    }

    /// <summary>Finishes the waiting work, then stops.</summary>
    public void Dispose()
    {
        lock (_waiting)
        {
            _closing = true;
            while (_isLed)
                Monitor.Wait(_waiting);
        }
        _session.Dispose();
    }

    /// <summary>Writes one group, then passes the lead on: the thread that led has its own work to go on with.</summary>
    private void Lead()
    {
        TakeGroup();
        CommitGroup(_group);
        _group.Clear();
        lock (_waiting)
        {
            if (_waiting.Count == 0)
            {
                _isLed = false;
                Monitor.PulseAll(_waiting);
                return;
            }
        }
        PassLead();
    }

    private void PassLead() =>
        ThreadPool.UnsafeQueueUserWorkItem(static writer => writer.Lead(), this, preferLocal: false);

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
