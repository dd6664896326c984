using Emulators.Sqlite;

namespace Emulators.CosmosDb.Storage;

/// <summary>
/// Deletes expired documents every few seconds, a limited number at a time, so that the file does not grow. Expired
/// documents cannot be read, so it does not matter when they are deleted.
/// </summary>
internal sealed class ExpiredDocumentSweeper : IDisposable
{
    private const int RowsPerTransactionMax = 200;
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);
    private readonly DocumentStore _store;
    private readonly Timer _timer;

    public ExpiredDocumentSweeper(DocumentStore store)
    {
        _store = store;
        _timer = new Timer(_ => Sweep(), null, Interval, Interval);
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
            // The writer is busy. The next round deletes these rows.
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
            // The container was deleted in the meantime, with its rows.
            return false;
        }
        finally
        {
            _store.Readers.Return(session);
        }
    }

    private static bool Remove(StoreWriteSession session, PartitionRange range)
    {
        var rows = session
            .StatementsFor(range)
            .Query($"SELECT pk, id FROM {range.Table} WHERE expires <= ?1 LIMIT ?2")
            .Bind(1, session.Seconds)
            .Bind(2, RowsPerTransactionMax);
        while (rows.Step())
        {
            var (key, id) = (RangeStatements.KeyFromColumn(rows.ReadScalar(0)), rows.GetText(1));
            // A document that was written again is not the one in the row.
            if (session.FindChange(new(range.Ordinal, key, id)) is null)
                session.Add(new(range, key, id, session.NextSequence(), session.Seconds, version: null));
        }
        return true;
    }
}
