namespace Points.Local.Sqlite;

/// <summary>A database file and the lock that keeps a second process from it; the lock ends with the process.</summary>
internal sealed class DatabaseFile : IDisposable
{
    private const int ReaderCacheKibibytes = 512;
    private const int WriterCacheKibibytes = 8 * 1024;
    private readonly FileStream _processLock;
    private readonly string _path;

    private DatabaseFile(string path, FileStream processLock)
    {
        _path = path;
        _processLock = processLock;
    }

    /// <summary>Takes the file for this process, creating it when it is not there, and checks that it can be used.</summary>
    /// <param name="database">The file's path.</param>
    /// <param name="description">What it is, for whoever is told that it cannot be used.</param>
    /// <param name="create">Creates the tables that are missing.</param>
    public static DatabaseFile OpenExclusively(string database, string description, Action<Connection> create)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(database)!);
        var file = new DatabaseFile(database, Lock(database, description));
        try
        {
            using var connection = file.OpenWriter();
            create(connection);
            // Reads the table of contents and the free list; reading every page would make each start as long as the data.
            return connection.Query("SELECT count(*) FROM sqlite_master", row => row.Int64(0)).Count == 1
                ? file
                : throw new InvalidDataException("empty");
        }
        catch (Exception damaged) when (damaged is SqliteException or InvalidDataException)
        {
            file.Dispose();
            throw new InvalidDataException($"The {description} {database} cannot be used: {damaged.Message}.", damaged);
        }
    }

    /// <summary>
    /// The connection that writes. Every commit is forced to disk (FULL); copying the log into the file is left to
    /// <see cref="WalCheckpointer"/>, because on the path of a commit it costs the slowest requests most.
    /// </summary>
    public Connection OpenWriter() =>
        Open(WriterCacheKibibytes, "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;");

    public Connection OpenReader() => Open(ReaderCacheKibibytes, "PRAGMA query_only = ON;");

    /// <summary>A connection that copies the log into the file.</summary>
    public Connection OpenCheckpointConnection() => Open(ReaderCacheKibibytes, "PRAGMA synchronous = FULL;");

    public void Dispose() => _processLock.Dispose();

    private Connection Open(int cacheKibibytes, string pragmas)
    {
        var connection = Connection.Open(_path);
        try
        {
            connection.Execute(
                $"PRAGMA cache_size = -{cacheKibibytes}; PRAGMA wal_autocheckpoint = 0; PRAGMA temp_store = MEMORY; {pragmas}"
            );
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    private static FileStream Lock(string database, string description)
    {
        try
        {
            return new FileStream(database + ".lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException taken)
        {
            throw new IOException($"The {description} {database} is in use by another process.", taken);
        }
    }
}
