namespace Points.Local.Cosmos.Storage;

/// <summary>
/// Copies the log into the database file beside the writer. A copy that runs while others write never reaches the log's
/// end, and the log would grow for ever; so once the log is long, the writer copies the small rest between two
/// transactions, after which SQLite begins the log anew.
/// </summary>
internal sealed class Checkpoints : IDisposable
{
    /// <summary>Pages (of 4 KiB) written between two copies.</summary>
    private const int PagesBetween = 4_000;

    /// <summary>A log this long is finished by the writer.</summary>
    private const int LogPagesMax = 16_000;

    /// <summary>What may be left for the writer to copy; a longer rest is first shortened beside it.</summary>
    private const int RestPagesMax = 400;

    /// <summary>Passes in a row that may shorten the rest.</summary>
    private const int PassesMax = 4;

    private readonly Connection copier;
    private readonly SemaphoreSlim due = new(0, 1);
    private readonly CancellationTokenSource closing = new();
    private readonly Task copying;
    private long pagesAtLastCopy;
    private volatile bool finishInWriter;

    public Checkpoints(Connection copier)
    {
        this.copier = copier;
        copying = Task.Factory.StartNew(Copy, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
    }

    /// <summary>The writer calls this between transactions.</summary>
    public void AfterCommit(WriteSession session)
    {
        if (finishInWriter)
        {
            var (logged, copied) = session.Connection.Checkpoint();
            finishInWriter = logged != copied;
        }

        var written = session.Connection.PagesWritten();
        if (written - pagesAtLastCopy >= PagesBetween && due.CurrentCount == 0)
        {
            pagesAtLastCopy = written;
            due.Release();
        }
    }

    public void Dispose()
    {
        closing.Cancel();
        copying.Wait();
        copier.Dispose();
        due.Dispose();
        closing.Dispose();
    }

    private void Copy()
    {
        try
        {
            while (true)
            {
                due.Wait(closing.Token);
                var (logged, copied) = copier.Checkpoint();
                for (var pass = 1; pass < PassesMax && logged - copied > RestPagesMax; pass++)
                {
                    (logged, copied) = copier.Checkpoint();
                }

                finishInWriter = logged > LogPagesMax;
            }
        }
        catch (OperationCanceledException)
        {
            // The store is closing; what is still in the log is read from it at the next start.
        }
    }
}
