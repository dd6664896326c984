using Points.Local.Cosmos.Queries;
using Points.Local.Cosmos.Writes;

namespace Points.Local.Cosmos.Storage;

/// <summary>The documents on disk: one writer, many readers, and the housekeeping beside them.</summary>
internal sealed class Store : IDisposable
{
    private readonly StoreFile file;
    private readonly TimeProvider time;
    private readonly Writer writer;
    private readonly Checkpoints checkpoints;
    private readonly Expiry expiry;

    private Store(StoreFile file, LocalCosmosOptions options)
    {
        this.file = file;
        time = options.Time;
        var connection = file.OpenWriter();
        Catalog = Catalog.Load(connection, options.PhysicalRanges);
        var ranges = Catalog.Containers.SelectMany(container => container.Ranges).ToList();
        var indexes = Schema.QueryIndexNames(connection);
        checkpoints = new Checkpoints(file.OpenCopier(), connection => connection.Checkpoint());
        writer = new Writer(
            new WriteSession(connection, time, Schema.HighestSequence(connection, ranges)), checkpoints.AfterCommit);
        QueryIndexes = new QueryIndexes(writer, indexes);
        Readers = new Readers(() => new Session(file.OpenReader()));
        Queries = new QueryRunner(this);
        expiry = new Expiry(this);
    }

    public Catalog Catalog { get; }

    public Readers Readers { get; }

    public QueryIndexes QueryIndexes { get; }

    public QueryRunner Queries { get; }

    /// <summary>Seconds since 1970 by the store's clock.</summary>
    public long Seconds => time.GetUtcNow().ToUnixTimeSeconds();

    public static Store Open(LocalCosmosOptions options)
    {
        var taken = StoreFile.Take(options.Folder);
        try
        {
            return new Store(taken, options);
        }
        catch (Exception damaged) when (damaged is StorageFailure or CosmosError)
        {
            taken.Dispose();
            throw new InvalidDataException($"The Cosmos store in {options.Folder} is damaged: {damaged.Message}.", damaged);
        }
    }

    /// <summary>Carries out the work's operations; completes when the outcome is on disk.</summary>
    public Task<DocumentWork> Write(DocumentWork work)
    {
        writer.Enqueue(work);
        return work.Done;
    }

    public Task<T> Change<T>(Func<WriteSession, T> change) => writer.Change(change);

    public void Dispose()
    {
        expiry.Dispose();
        writer.Dispose();
        checkpoints.Dispose();
        Readers.Dispose();
        file.Dispose();
    }
}
