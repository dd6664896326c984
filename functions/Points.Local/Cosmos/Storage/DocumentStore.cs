using Points.Local.Cosmos.Queries;
using Points.Local.Cosmos.Writes;
using Points.Local.Sqlite;

namespace Points.Local.Cosmos.Storage;

/// <summary>The documents on disk: one writer, many readers, and the housekeeping beside them.</summary>
internal sealed class DocumentStore : IDisposable
{
    private readonly DatabaseFile _file;
    private readonly TimeProvider _time;
    private readonly StoreWriteSession _session;
    private readonly GroupCommitWriter<StoreWriteSession> _writer;
    private readonly WalCheckpointer _checkpoints;
    private readonly ExpiredDocumentSweeper _expiry;

    private DocumentStore(DatabaseFile file, LocalCosmosOptions options)
    {
        _file = file;
        _time = options.Time;
        var connection = file.OpenWriter();
        Catalog = Catalog.Load(connection, options.PhysicalRanges);
        var ranges = Catalog.Containers.SelectMany(container => container.Ranges).ToList();
        var indexes = StoreSchema.QueryIndexNames(connection);
        _checkpoints = new WalCheckpointer(file.OpenCheckpointConnection(), connection => connection.Checkpoint());
        _session = new StoreWriteSession(connection, _time, StoreSchema.HighestSequence(connection, ranges));
        _writer = new GroupCommitWriter<StoreWriteSession>(
            _session,
            "cosmos-writer",
            TooManyWrites,
            _checkpoints.AfterCommit
        );
        QueryIndexes = new QueryIndexes(_writer, indexes);
        Readers = new ReaderPool(() => new StoreSession(file.OpenReader()));
        Queries = new QueryRunner(this);
        _expiry = new ExpiredDocumentSweeper(this);
    }

    public Catalog Catalog { get; }

    public ReaderPool Readers { get; }

    public QueryIndexes QueryIndexes { get; }

    public QueryRunner Queries { get; }

    /// <summary>Seconds since 1970 by the store's clock.</summary>
    public long Seconds => _time.GetUtcNow().ToUnixTimeSeconds();

    /// <summary>The number of the last change on disk: later ones have higher numbers, in whatever container.</summary>
    public long CommittedSequence => _session.CommittedSequence;

    public static DocumentStore Open(LocalCosmosOptions options)
    {
        var taken = OpenFile(options.Folder);
        try
        {
            return new DocumentStore(taken, options);
        }
        catch (Exception damaged) when (damaged is SqliteException or RequestRefusedException)
        {
            taken.Dispose();
            throw new InvalidDataException(
                $"The Cosmos store in {options.Folder} is damaged: {damaged.Message}.",
                damaged
            );
        }
    }

    /// <summary>Takes the folder's file for this process.</summary>
    public static DatabaseFile OpenFile(string folder) =>
        DatabaseFile.OpenExclusively(Path.Combine(folder, "cosmos.db"), "Cosmos store", StoreSchema.Create);

    /// <summary>Too many writes wait: the store throttles, as Cosmos does.</summary>
    public static Exception TooManyWrites() => new RequestRefusedException(429, "Too many writes are waiting.", 3200);

    /// <summary>Carries out the work's operations; completes when the outcome is on disk.</summary>
    public Task<DocumentWork> Write(DocumentWork work)
    {
        _writer.Enqueue(work);
        return work.Done;
    }

    public Task<T> RunInTransaction<T>(Func<StoreWriteSession, T> action) => _writer.RunInTransaction(action);

    public void Dispose()
    {
        _expiry.Dispose();
        _writer.Dispose();
        _checkpoints.Dispose();
        Readers.Dispose();
        _file.Dispose();
    }
}
