using Points.Local.Sqlite;

namespace Points.Local.Cosmos.Storage;

/// <summary>
/// Removes expired documents now and then, a few at a time. Nobody can read them any more, so nothing depends on when;
/// it keeps the file from growing.
/// </summary>
internal sealed class ExpiredDocumentSweeper : IDisposable
{
    private const int RowsPerRoundMax = 200;
    private static readonly TimeSpan Between = TimeSpan.FromSeconds(2);
    private readonly DocumentStore _store;
    private readonly Timer _timer;

    public ExpiredDocumentSweeper(DocumentStore store)
    {
        _store = store;
        _timer = new Timer(_ => Sweep(), null, Between, Between);
    }

    public void Dispose()
    {
        using var stopped = new ManualResetEvent(false);
        _timer.Dispose(stopped);
        stopped.WaitOne();
    }

    private void Sweep()
    {
        foreach (
            var container in _store.Catalog.Containers.Where(container => container.Definition.TimeToLive is not null)
        )
        foreach (var range in container.Ranges.Where(HasExpired))
            TryRemove(range);
    }

    private void TryRemove(PartitionRange range)
    {
        try
        {
            _ = _store.RunInTransaction(session => Remove(session, range));
        }
        catch (RequestRefusedException)
        {
            // The writer is busy; the next round finds the rows where they are.
        }
    }

    private bool HasExpired(PartitionRange range)
    {
        var session = _store.Readers.Rent();
        try
        {
            var row = session
                .StatementsFor(range)
                .Query($"SELECT 1 FROM {range.Table} WHERE expires <= ?1 LIMIT 1")
                .Bind(1, _store.Seconds);
            var found = row.Step();
            row.Reset();
            return found;
        }
        catch (SqliteException)
        {
            // The container was deleted meanwhile, and its rows with it.
            return false;
        }
        finally
        {
            _store.Readers.Return(session);
        }
    }

    private static bool Remove(StoreWriteSession session, PartitionRange range)
    {
        session.NoteRemoval();
        session
            .StatementsFor(range)
            .Query(
                $"DELETE FROM {range.Table} WHERE lsn IN (SELECT lsn FROM {range.Table} WHERE expires <= ?1 LIMIT ?2)"
            )
            .Bind(1, session.Seconds)
            .Bind(2, RowsPerRoundMax)
            .Run();
        return true;
    }
}
