using Points.Local.Cosmos.Queries;
using Points.Local.Cosmos.Writes;
using Points.Local.Sqlite;

namespace Points.Local.Cosmos.Storage;

/// <summary>The documents on disk: one writer, many readers, and the housekeeping beside them.</summary>
internal sealed class Store : IDisposable
{
    private readonly DatabaseFile _file;
    private readonly TimeProvider _time;
    private readonly WriteSession _session;
    private readonly Writer<WriteSession> _writer;
    private readonly Checkpoints _checkpoints;
    private readonly Expiry _expiry;

    private Store(DatabaseFile file, LocalCosmosOptions options)
    {
        _file = file;
        _time = options.Time;
        var connection = file.OpenWriter();
        Catalog = Catalog.Load(connection, options.PhysicalRanges);
        var ranges = Catalog.Containers.SelectMany(container => container.Ranges).ToList();
        var indexes = Schema.QueryIndexNames(connection);
        _checkpoints = new Checkpoints(file.OpenCopier(), connection => connection.Checkpoint());
        _session = new WriteSession(connection, _time, Schema.HighestSequence(connection, ranges));
        _writer = new Writer<WriteSession>(_session, "cosmos-writer", Busy, _checkpoints.AfterCommit);
        QueryIndexes = new QueryIndexes(_writer, indexes);
        Readers = new Readers(() => new Session(file.OpenReader()));
        Queries = new QueryRunner(this);
        _expiry = new Expiry(this);
    }

    public Catalog Catalog { get; }

    public Readers Readers { get; }

    public QueryIndexes QueryIndexes { get; }

    public QueryRunner Queries { get; }

    /// <summary>Seconds since 1970 by the store's clock.</summary>
    public long Seconds => _time.GetUtcNow().ToUnixTimeSeconds();

    /// <summary>The number of the last change on disk: later ones have higher numbers, in whatever container.</summary>
    public long Committed => _session.Committed;

    public static Store Open(LocalCosmosOptions options)
    {
        var taken = Take(options.Folder);
        try
        {
            return new Store(taken, options);
        }
        catch (Exception damaged) when (damaged is StorageFailure or CosmosError)
        {
            taken.Dispose();
            throw new InvalidDataException(
                $"The Cosmos store in {options.Folder} is damaged: {damaged.Message}.",
                damaged
            );
        }
    }

    /// <summary>Takes the folder's file for this process.</summary>
    public static DatabaseFile Take(string folder) =>
        DatabaseFile.Take(Path.Combine(folder, "cosmos.db"), "Cosmos store", Schema.Create);

    /// <summary>Too many writes wait: the store throttles, as Cosmos does.</summary>
    public static Exception Busy() => new CosmosError(429, "Too many writes are waiting.", 3200);

    /// <summary>Carries out the work's operations; completes when the outcome is on disk.</summary>
    public Task<DocumentWork> Write(DocumentWork work)
    {
        _writer.Enqueue(work);
        return work.Done;
    }

    public Task<T> Change<T>(Func<WriteSession, T> change) => _writer.Change(change);

    public void Dispose()
    {
        _expiry.Dispose();
        _writer.Dispose();
        _checkpoints.Dispose();
        Readers.Dispose();
        _file.Dispose();
    }
}
