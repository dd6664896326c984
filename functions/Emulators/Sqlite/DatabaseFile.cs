namespace Emulators.Sqlite;

/// <summary>
/// A database file, locked so that no second process opens it. The operating system frees the lock when
/// the process ends.
/// </summary>
public sealed class DatabaseFile : IDisposable
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

    /// <summary>
    /// Locks the file for this process, creates it when it is missing, and checks that it can be read.
    /// </summary>
    /// <param name="database">The file's path.</param>
    /// <param name="description">What the file is, for error messages.</param>
    /// <param name="create">Creates the tables that are missing.</param>
    /// <exception cref="IOException">Another process has the file open, or the folder cannot be used.</exception>
    /// <exception cref="InvalidDataException">The file is damaged, or another version wrote it.</exception>
    public static DatabaseFile OpenExclusively(string database, string description, Action<Connection> create)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(database)!);
        var file = new DatabaseFile(database, Lock(database, description));
        try
        {
            using var connection = file.OpenWriter();
            create(connection);
            // Reads only the schema: a check of every page would make each start take as long as reading all the data.
            _ = connection.QueryInt64("SELECT count(*) FROM sqlite_master");
            return file;
        }
        catch (Exception damaged) when (damaged is SqliteException or InvalidDataException)
        {
            file.Dispose();
            throw new InvalidDataException($"The {description} {database} cannot be used: {damaged.Message}.", damaged);
        }
    }

    /// <summary>
    /// Opens the connection that writes. Every commit is flushed to disk (FULL). <see cref="WalCheckpointer"/> copies
    /// the log into the file: copying it as part of a commit would delay the slowest requests most.
    /// </summary>
    public Connection OpenWriter() =>
        Open(WriterCacheKibibytes, "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;");

    /// <summary>
    /// Opens a connection whose commits are not flushed to disk. They survive the end of the process, and after a loss
    /// of power the file is whole, but the last of them may be missing until <see cref="FlushLog"/>.
    /// </summary>
    public Connection OpenUnflushedWriter() =>
        Open(WriterCacheKibibytes, "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;");

    /// <summary>
    /// Writes the file anew without what was deleted, and empties the log, so that no byte of it is left. Writers wait.
    /// </summary>
    /// <exception cref="SqliteException">
    /// The disk is full, or a reader was at it all the time: the file is whole, and deleted bytes may be left.
    /// </exception>
    public void Compact()
    {
        using var connection = Open(WriterCacheKibibytes, "PRAGMA synchronous = FULL;");
        // Not in memory: the copy is as large as all the data.
        connection.Execute("PRAGMA temp_store = FILE; VACUUM;");
        connection.EmptyLog();
    }

    /// <summary>Flushes all commits to disk that are in the log.</summary>
    public void FlushLog()
    {
        using var log = File.OpenHandle(
            _path + "-wal",
            FileMode.OpenOrCreate,
            FileAccess.ReadWrite,
            FileShare.ReadWrite | FileShare.Delete
        );
        RandomAccess.FlushToDisk(log);
    }

    /// <summary>Opens a connection that only reads.</summary>
    public Connection OpenReader() => Open(ReaderCacheKibibytes, "PRAGMA query_only = ON;");

    /// <summary>Opens a connection that copies the log into the file.</summary>
    public Connection OpenCheckpointConnection() => Open(ReaderCacheKibibytes, "PRAGMA synchronous = FULL;");

    public void Dispose() => _processLock.Dispose();

    private Connection Open(int cacheKibibytes, string pragmas)
    {
        var connection = Connection.Open(_path);
        try
        {
            connection.Execute(
                $"PRAGMA cache_size = -{cacheKibibytes}; PRAGMA wal_autocheckpoint = 0; "
                    + $"PRAGMA temp_store = MEMORY; {pragmas}"
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
