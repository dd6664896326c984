namespace Emulators.Sqlite;

/// <summary>
/// Copies the log into the database file on a thread of its own, while the writer goes on. Such a copy never reaches
/// the end of the log, which would then grow for ever. So once the log is long, the writer copies the small rest
/// between two transactions, and SQLite starts the log from its beginning.
/// </summary>
public sealed class WalCheckpointer : IDisposable
{
    /// <summary>
    /// Pages (of 4 KiB) written between two copies. Few, because commits wait for the disk while a copy is flushed.
    /// </summary>
    private const int PagesBetween = 1_000;

    /// <summary>Pages in the log from which the writer copies the rest.</summary>
    private const int LogPagesMax = 16_000;

    /// <summary>Pages that may be left for the writer to copy; more are first reduced by further passes.</summary>
    private const int RestPagesMax = 400;

    /// <summary>Passes in a row before the rest is left to the writer.</summary>
    private const int PassesMax = 4;

    private readonly Connection _copier;
    private readonly Func<Connection, (int Logged, int Copied)> _copy;
    private readonly SemaphoreSlim _due = new(0, 1);
    private readonly CancellationTokenSource _closing = new();
    private readonly Task _copying;
    private long _pagesAtLastCopy;
    private volatile bool _finishInWriter;

    /// <param name="copier">The connection to copy with; the checkpointer disposes of it.</param>
    /// <param name="copy">
    /// One pass: copies pages on a connection, and returns how many are logged and how many copied.
    /// </param>
    public WalCheckpointer(Connection copier, Func<Connection, (int Logged, int Copied)> copy)
    {
        _copier = copier;
        _copy = copy;
        _copying = Task.Factory.StartNew(
            CopyWhenDue,
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default
        );
    }

    /// <summary>
    /// Starts a copy when enough pages are written. The writer calls this after each commit; a copy that fails
    /// undoes no commit.
    /// </summary>
    public void AfterCommit(Connection writer)
    {
        if (_finishInWriter)
        {
            // One try: if a reader still uses the log, the next copy decides whether the writer tries again.
            _finishInWriter = false;
            IgnoreStorageFailure(() => _copy(writer));
        }
        var written = writer.PagesWritten();
        if (written - _pagesAtLastCopy < PagesBetween || _due.CurrentCount > 0)
            return;
        _pagesAtLastCopy = written;
        _due.Release();
    }

    public void Dispose()
    {
        _closing.Cancel();
        _copying.Wait();
        _copier.Dispose();
        _due.Dispose();
        _closing.Dispose();
    }

    private void CopyWhenDue()
    {
        try
        {
            while (true)
            {
                _due.Wait(_closing.Token);
                IgnoreStorageFailure(Copy);
            }
        }
        catch (OperationCanceledException)
        {
            // The store is closing. SQLite reads the rest of the log at the next start.
        }
    }

    private void Copy()
    {
        var (logged, copied) = _copy(_copier);
        for (var pass = 1; pass < PassesMax && logged - copied > RestPagesMax; pass++)
            (logged, copied) = _copy(_copier);
        _finishInWriter = logged > LogPagesMax;
    }

    private static void IgnoreStorageFailure(Action copy)
    {
        try
        {
            copy();
        }
        catch (SqliteException)
        {
            // The disk is full, or the other connection is copying. The log is complete, and the next copy tries again.
        }
    }
}
