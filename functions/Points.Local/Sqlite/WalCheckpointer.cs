namespace Points.Local.Sqlite;

/// <summary>
/// Copies the log into the database file beside the writer. A copy that runs while others write never reaches the log's
/// end, and the log would grow for ever; so once the log is long, the writer copies the small rest between two
/// transactions, after which SQLite begins the log anew.
/// </summary>
internal sealed class WalCheckpointer : IDisposable
{
    /// <summary>Pages (of 4 KiB) written between two copies: few, because commits wait for the disk while a copy is flushed.</summary>
    private const int PagesBetween = 1_000;

    /// <summary>A log this long is finished by the writer.</summary>
    private const int LogPagesMax = 16_000;

    /// <summary>What may be left for the writer to copy; a longer rest is first shortened beside it.</summary>
    private const int RestPagesMax = 400;

    /// <summary>Passes in a row that may shorten the rest.</summary>
    private const int PassesMax = 4;

    private readonly Connection _copier;
    private readonly Func<Connection, (int Logged, int Copied)> _copy;
    private readonly SemaphoreSlim _due = new(0, 1);
    private readonly CancellationTokenSource _closing = new();
    private readonly Task _copying;
    private long _pagesAtLastCopy;
    private volatile bool _finishInWriter;

    /// <param name="copier">The connection to copy with, owned from now on.</param>
    /// <param name="copy">One pass of copying on a connection.</param>
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

    /// <summary>The writer calls this between transactions. What is committed stays so whether or not the log can be copied.</summary>
    public void AfterCommit(Connection writer)
    {
        if (_finishInWriter)
        {
            // One try: whether or not a reader keeps the log from starting anew now, the next copy decides again.
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
            // The store is closing; what is still in the log is read from it at the next start.
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
            // The disk is full, or the other connection is copying. The log still has everything; the next copy that is due tries again.
        }
    }
}
