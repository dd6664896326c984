using Emulators.CosmosDb.Queries;
using Emulators.CosmosDb.Storage;
using Emulators.Sqlite;

namespace Emulators.CosmosDb.Changes;

/// <summary>
/// Reads the change feed of a range. Readers that keep up are served from memory; those far behind read the tables
/// first.
/// </summary>
internal sealed class ChangeFeed(DocumentStore store)
{
    /// <summary>Reads one page.</summary>
    /// <param name="range">The range to read.</param>
    /// <param name="after">The sequence number after which to read.</param>
    /// <param name="documentsMax">Documents on the page.</param>
    /// <param name="filter">Which documents are wanted.</param>
    public FeedPage Read(PartitionRange range, long after, int documentsMax, FeedFilter filter)
    {
        while (true)
        {
            var recent = new List<DocumentChange>();
            var position = store.Changes.ReadFeed(
                range,
                after,
                change => change.ExistsAt(store.Seconds) && filter.IsWanted(change.PartitionKey, change.Seconds),
                documentsMax,
                recent
            );
            if (!position.IsInTables)
                return ReadRecent(recent, position.Through);
            var page = ReadTables(range, after, position.Through, documentsMax, filter);
            if (page.Documents.Count > 0)
                return page;
            after = position.Through;
        }
    }

    private static FeedPage ReadRecent(List<DocumentChange> changes, long through)
    {
        var (documents, bytes) = (new List<byte[]>(changes.Count), 0);
        foreach (var change in changes)
        {
            if (bytes >= ResultPage.BytesMax)
                return new(documents, changes[documents.Count - 1].Sequence);
            documents.Add(change.ReadInFeed());
            bytes += documents[^1].Length;
        }
        return new(documents, through);
    }

    /// <summary>
    /// Reads changes that only the tables know. A row whose document has a recent change is left out: the newer version
    /// follows.
    /// </summary>
    private FeedPage ReadTables(PartitionRange range, long after, long through, int documentsMax, FeedFilter filter)
    {
        var session = store.Readers.Rent();
        try
        {
            var rows = session
                .StatementsFor(range)
                .Query(
                    $"SELECT {DocumentRows.Columns} FROM {range.Table} WHERE lsn > ?1 AND lsn <= ?2 "
                        + "AND (expires IS NULL OR expires > ?3) ORDER BY lsn"
                )
                .Bind(1, after)
                .Bind(2, through)
                .Bind(3, store.Seconds);
            try
            {
                return ReadRows(rows, range, through, documentsMax, filter);
            }
            finally
            {
                rows.Reset();
            }
        }
        finally
        {
            store.Readers.Return(session);
        }
    }

    private FeedPage ReadRows(
        SqlStatement rows,
        PartitionRange range,
        long through,
        int documentsMax,
        FeedFilter filter
    )
    {
        var (documents, bytes) = (new List<byte[]>(), 0);
        while (rows.Step())
        {
            var key = RangeStatements.KeyFromColumn(rows.ReadPartitionKey());
            if (
                !filter.IsWanted(key, rows.ReadSeconds())
                || store.Changes.Find(new(range.Ordinal, key, rows.ReadId())) is not null
            )
                continue;
            documents.Add(rows.ReadDocument(rows.ReadResourceId(range.Container), inFeed: true));
            bytes += documents[^1].Length;
            if (documents.Count == documentsMax || bytes >= ResultPage.BytesMax)
                return new(documents, rows.ReadSequence());
        }
        return new(documents, through);
    }
}
