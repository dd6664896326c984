using Emulators.CosmosDb.Changes;
using Emulators.CosmosDb.Documents;
using Emulators.CosmosDb.Journal;
using Emulators.CosmosDb.Queries;
using Emulators.CosmosDb.Writes;
using Emulators.Sqlite;

namespace Emulators.CosmosDb.Storage;

/// <summary>
/// The documents on disk: one writer, whose journal makes writes durable, tables that are filled behind it, many
/// readers, and the jobs that keep the files small.
/// </summary>
internal sealed class DocumentStore : IDisposable
{
    private readonly DatabaseFile _file;
    private readonly CommitJournal _journal;
    private readonly TimeProvider _time;
    private readonly StoreWriteSession _session;
    private readonly GroupCommitWriter<StoreWriteSession> _writer;
    private readonly TableFiller _filler;
    private readonly ExpiredDocumentSweeper _expiry;

    private DocumentStore(DatabaseFile file, CosmosEmulatorOptions options)
    {
        _file = file;
        _time = options.Time;
        var tables = new FillSession(file.OpenUnflushedWriter());
        Catalog = Catalog.Load(tables.Connection, options.PhysicalPartitionCount);
        var indexes = StoreSchema.QueryIndexNames(tables.Connection);
        _journal = tables.Replay(options.Folder, file, Catalog);
        Changes = new RecentChanges(_journal.LastSequence);
        _filler = new TableFiller(file, tables, _journal, Changes, options.GatheringTime);
        _session = new StoreWriteSession(new StoreSession(file.OpenReader()), _journal, Changes, _filler, _time);
        _writer = new GroupCommitWriter<StoreWriteSession>(_session, TooManyWrites);
        QueryIndexes = new QueryIndexes(_writer, indexes);
        Readers = new ReaderPool(() => new StoreSession(file.OpenReader()));
        Queries = new QueryRunner(this);
        Feed = new ChangeFeed(this);
        _expiry = new ExpiredDocumentSweeper(this);
    }

    public Catalog Catalog { get; }

    /// <summary>The newest changes. Tables may lack them.</summary>
    public RecentChanges Changes { get; }

    /// <summary>Connections to the tables.</summary>
    public ReaderPool Readers { get; }

    public QueryIndexes QueryIndexes { get; }

    public QueryRunner Queries { get; }

    public ChangeFeed Feed { get; }

    /// <summary>The store's time, in seconds since 1970.</summary>
    public long Seconds => _time.GetUtcNow().ToUnixTimeSeconds();

    /// <summary>
    /// The sequence number of the last change on disk. Later changes of any container have higher numbers.
    /// </summary>
    public long CommittedSequence => _session.CommittedSequence;

    /// <exception cref="IOException">Another process has the file open, or the folder cannot be used.</exception>
    /// <exception cref="InvalidDataException">The file is damaged, or it is not a store.</exception>
    public static DocumentStore Open(CosmosEmulatorOptions options)
    {
        var file = OpenFile(options.Folder);
        try
        {
            return new DocumentStore(file, options);
        }
        catch (Exception damaged) when (damaged is SqliteException or RequestRefusedException or InvalidDataException)
        {
            file.Dispose();
            throw new InvalidDataException(
                $"The Cosmos store in {options.Folder} is damaged: {damaged.Message.TrimEnd('.')}.",
                damaged
            );
        }
    }

    /// <summary>Opens <c>cosmos.db</c> in a folder and locks it for this process.</summary>
    public static DatabaseFile OpenFile(string folder) =>
        DatabaseFile.OpenExclusively(Path.Combine(folder, "cosmos.db"), "Cosmos store", StoreSchema.Create);

    /// <summary>The refusal when too many writes wait: 429, as Cosmos throttles.</summary>
    public static Exception TooManyWrites() => new RequestRefusedException(429, "Too many writes are waiting.", 3200);

    /// <summary>Carries out the operations of the work; completes when their results are on disk.</summary>
    public Task<DocumentWork> Write(DocumentWork work)
    {
        _writer.Enqueue(work);
        return work.Done;
    }

    /// <summary>Completes when the tables hold the documents of a range, or of a partition in it.</summary>
    public Task FillTables(PartitionRange range, Scalar? partitionKey) =>
        Changes.HasUnfilled(range, partitionKey) ? _filler.FillAll() : Task.CompletedTask;

    /// <summary>Runs a function in a group of writes; completes when the group is on disk.</summary>
    public Task<T> RunInTransaction<T>(Func<StoreWriteSession, T> action) => _writer.RunInTransaction(action);

    public void Dispose()
    {
        _expiry.Dispose();
        _writer.Dispose();
        Readers.Dispose();
        _filler.Dispose();
        _journal.Dispose();
        _file.Dispose();
    }
}
