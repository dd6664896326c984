using Emulators.CosmosDb.Journal;
using Emulators.CosmosDb.Storage;
using Emulators.Sqlite;

namespace Emulators.CosmosDb.Changes;

/// <summary>
/// Brings changes into the tables behind the writes, many in one transaction, and cuts the journal once they are safe
/// there. Queries wait until their documents are filled.
/// </summary>
internal sealed class TableFiller : IDisposable
{
    /// <summary>Changes in one transaction.</summary>
    private const int ChangesMax = 4_000;

    /// <summary>Unfilled changes of this size are filled at once.</summary>
    private const long HurryBytes = 8 * 1024 * 1024;

    /// <summary>Unfilled changes may take this much memory; then writes wait.</summary>
    private const long UnfilledBytesMax = 24 * 1024 * 1024;

    /// <summary>How long a write waits for room while the disk is slow. A full disk is known at once.</summary>
    private static readonly TimeSpan RoomWaitMax = TimeSpan.FromSeconds(5);

    /// <summary>How long to wait before the next try when storage failed.</summary>
    private static readonly TimeSpan RetryDelay = TimeSpan.FromSeconds(1);

    private readonly TimeSpan _gathering;
    private readonly DatabaseFile _file;
    private readonly FillSession _tables;
    private readonly CommitJournal _journal;
    private readonly RecentChanges _changes;
    private readonly WalCheckpointer _checkpoints;
    private readonly Lock _tablesGate = new();
    private readonly object _signal = new();
    private readonly List<DocumentChange> _batch = [];
    private readonly Thread _thread;
    private List<TaskCompletionSource> _waiting = [];
    private bool _isDue;
    private bool _isUrgent;
    private bool _closing;

    /// <param name="gathering">How long changes gather before they are filled.</param>
    public TableFiller(
        DatabaseFile file,
        FillSession tables,
        CommitJournal journal,
        RecentChanges changes,
        TimeSpan gathering
    )
    {
        (_file, _tables, _journal, _changes, _gathering) = (file, tables, journal, changes, gathering);
        _checkpoints = new WalCheckpointer(file.OpenCheckpointConnection(), connection => connection.Checkpoint());
        _thread = new Thread(Run) { IsBackground = true, Name = "cosmos-filler" };
        _thread.Start();
    }

    /// <summary>Notes that there are changes to fill.</summary>
    public void NoteChanges()
    {
        var isUrgent = _changes.UnfilledBytes > HurryBytes;
        if (Volatile.Read(ref _isDue) && (!isUrgent || Volatile.Read(ref _isUrgent)))
            return;
        lock (_signal)
        {
            (_isDue, _isUrgent) = (true, _isUrgent || isUrgent);
            Monitor.Pulse(_signal);
        }
    }

    /// <summary>Completes when the tables hold all changes that are visible now.</summary>
    public Task FillAll()
    {
        var filled = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_signal)
        {
            ObjectDisposedException.ThrowIf(_closing, this);
            _waiting.Add(filled);
            (_isDue, _isUrgent) = (true, true);
            Monitor.Pulse(_signal);
        }
        return filled.Task;
    }

    /// <summary>Waits while too many changes are unfilled, as when the disk is full.</summary>
    /// <exception cref="IOException">It took too long.</exception>
    public void WaitForRoom()
    {
        if (_changes.UnfilledBytes <= UnfilledBytesMax)
            return;
        Task.WaitAny([FillAll()], RoomWaitMax);
        if (_changes.UnfilledBytes > UnfilledBytesMax)
            throw new IOException("The tables cannot be filled as fast as changes come.");
    }

    /// <summary>
    /// Changes tables otherwise than by documents, after all visible changes are filled. The change is on disk when
    /// this returns. Called by the writer.
    /// </summary>
    public T ChangeTables<T>(Func<Connection, T> change)
    {
        lock (_tablesGate)
        {
            while (FillBatch()) { }
            var result = _tables.InTransaction(change);
            _file.FlushLog();
            return result;
        }
    }

    /// <summary>
    /// Rewrites the tables without what was deleted, and begins the journal anew. Called by the writer, which reads no
    /// table meanwhile.
    /// </summary>
    public void Compact()
    {
        lock (_tablesGate)
        {
            while (FillBatch()) { }
            _file.Compact();
            _journal.Clear();
        }
    }

    /// <summary>Fills what is left, and closes the tables.</summary>
    public void Dispose()
    {
        lock (_signal)
        {
            (_closing, _isDue, _isUrgent) = (true, true, true);
            Monitor.Pulse(_signal);
        }
        _thread.Join();
        _checkpoints.Dispose();
        _tables.Dispose();
    }

    private void Run()
    {
        while (WaitUntilDue(out var waiting))
        {
            try
            {
                Fill();
                foreach (var each in waiting)
                    each.SetResult();
            }
            catch (Exception failure) when (failure is IOException)
            {
                foreach (var each in waiting)
                    each.SetException(failure);
                Retry();
            }
        }
    }

    /// <returns>False if the store is closing and nothing is left to do.</returns>
    private bool WaitUntilDue(out List<TaskCompletionSource> waiting)
    {
        lock (_signal)
        {
            var isLast = _closing && !_isDue;
            while (!_isDue && !isLast)
                Monitor.Wait(_signal);
            if (!_isUrgent && !isLast)
                Monitor.Wait(_signal, _gathering);
            (waiting, _waiting) = (_waiting, []);
            _isDue = _isUrgent = false;
            return !isLast;
        }
    }

    /// <summary>What could not be filled is still in the journal, and is tried again unless the store closes.</summary>
    private void Retry()
    {
        lock (_signal)
        {
            if (_closing)
                return;
            _isDue = true;
            Monitor.Wait(_signal, RetryDelay);
        }
    }

    private void Fill()
    {
        bool isMore;
        do lock (_tablesGate)
            isMore = FillBatch();
        while (isMore);
    }

    /// <returns>Whether more may be left.</returns>
    private bool FillBatch()
    {
        _batch.Clear();
        var (count, through) = _changes.TakeUnfilled(ChangesMax, _batch);
        if (count == 0)
            return false;
        _tables.Fill(_batch, through);
        _changes.MarkFilled(count);
        if (_journal.CanCut(through))
        {
            _file.FlushLog();
            _journal.Cut(through);
        }
        _checkpoints.AfterCommit(_tables.Connection);
        return count == ChangesMax;
    }
}
