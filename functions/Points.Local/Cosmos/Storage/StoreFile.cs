namespace Points.Local.Cosmos.Storage;

/// <summary>The store's file and the lock that keeps a second process from it; the lock ends with the process.</summary>
internal sealed class StoreFile : IDisposable
{
    private const int ReaderCacheKibibytes = 512;
    private const int WriterCacheKibibytes = 8 * 1024;
    private readonly FileStream _processLock;
    private readonly string _path;

    private StoreFile(string path, FileStream processLock)
    {
        _path = path;
        _processLock = processLock;
    }

    /// <summary>Takes the file for this process and checks that it can be used.</summary>
    public static StoreFile Take(string folder)
    {
        Directory.CreateDirectory(folder);
        var database = Path.Combine(folder, "cosmos.db");
        var file = new StoreFile(database, Lock(database));
        try
        {
            using var connection = file.OpenWriter();
            Schema.Create(connection);
            // Reads the table of contents and the free list; reading every page would make each start as long as the data.
            return connection.Query("SELECT count(*) FROM sqlite_master", row => row.Int64(0)).Count == 1 ? file : throw new InvalidDataException("empty");
        }
        catch (Exception damaged) when (damaged is StorageFailure or InvalidDataException)
        {
            file.Dispose();
            throw new InvalidDataException($"The Cosmos store {database} cannot be used: {damaged.Message}.", damaged);
        }
    }

    /// <summary>
    /// The connection that writes. Every commit is forced to disk (FULL); copying the log into the file is left to
    /// <see cref="Checkpoints"/>, because on the path of a commit it costs the slowest requests most.
    /// </summary>
    public Connection OpenWriter() => Open(WriterCacheKibibytes, "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;");

    public Connection OpenReader() => Open(ReaderCacheKibibytes, "PRAGMA query_only = ON;");

    /// <summary>A connection that copies the log into the file.</summary>
    public Connection OpenCopier() => Open(ReaderCacheKibibytes, "PRAGMA synchronous = FULL;");

    public void Dispose() => _processLock.Dispose();

    private Connection Open(int cacheKibibytes, string pragmas)
    {
        var connection = Connection.Open(_path);
        try
        {
            connection.Execute($"PRAGMA cache_size = -{cacheKibibytes}; PRAGMA wal_autocheckpoint = 0; PRAGMA temp_store = MEMORY; {pragmas}");
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    private static FileStream Lock(string database)
    {
        try
        {
            return new FileStream(database + ".lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException taken)
        {
            throw new IOException($"The Cosmos store {database} is in use by another process.", taken);
        }
    }
}
