using SQLitePCL;

namespace Emulators.Sqlite;

/// <summary>One SQLite connection, used by one thread at a time.</summary>
public sealed class Connection : IDisposable
{
    private const int BusyMilliseconds = 5_000;
    private readonly sqlite3 _handle;

    static Connection() => Batteries_V2.Init();

    private Connection(sqlite3 handle) => _handle = handle;

    public static Connection Open(string path)
    {
        const int flags = raw.SQLITE_OPEN_READWRITE | raw.SQLITE_OPEN_CREATE | raw.SQLITE_OPEN_NOMUTEX;
        var code = raw.sqlite3_open_v2(path, out var handle, flags, null);
        var connection = new Connection(handle);
        try
        {
            connection.Check(code);
            raw.sqlite3_busy_timeout(handle, BusyMilliseconds);
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>Runs one or more statements that return no rows.</summary>
    public void Execute(string sql) => Check(raw.sqlite3_exec(_handle, sql));

    public SqlStatement Prepare(string sql)
    {
        Check(raw.sqlite3_prepare_v3(_handle, sql, raw.SQLITE_PREPARE_PERSISTENT, out var statement));
        return new SqlStatement(this, statement);
    }

    /// <summary>
    /// Runs a query once, without keeping its statement, and reads each row with <paramref name="read"/>.
    /// </summary>
    public IReadOnlyList<T> Query<T>(string sql, Func<SqlStatement, T> read)
    {
        using var statement = Prepare(sql);
        var rows = new List<T>();
        while (statement.Step())
            rows.Add(read(statement));
        return rows;
    }

    /// <summary>Runs a query that returns one whole number.</summary>
    public long QueryInt64(string sql) => Query(sql, row => row.GetInt64(0)).Single();

    /// <summary>
    /// Copies committed pages from the log into the database file; readers and the writer do not wait.
    /// </summary>
    /// <returns>The pages in the log, and how many of them are copied.</returns>
    public (int Logged, int Copied) Checkpoint()
    {
        Check(
            raw.sqlite3_wal_checkpoint_v2(
                _handle,
                "main",
                raw.SQLITE_CHECKPOINT_PASSIVE,
                out var logged,
                out var copied
            )
        );
        return (logged, copied);
    }

    /// <summary>Copies all committed pages from the log into the database file, and cuts the log to nothing.</summary>
    /// <exception cref="SqliteException">Readers used the log for as long as this could wait.</exception>
    public void EmptyLog() =>
        Check(raw.sqlite3_wal_checkpoint_v2(_handle, "main", raw.SQLITE_CHECKPOINT_TRUNCATE, out _, out _));

    /// <summary>The pages that this connection has written to the log since it was opened.</summary>
    public long PagesWritten()
    {
        // SQLite keeps this count in memory; the call fails only for a wrong argument.
        _ = raw.sqlite3_db_status(_handle, raw.SQLITE_DBSTATUS_CACHE_WRITE, out var pages, out _, 0);
        return pages;
    }

    /// <summary>How many rows the last statement changed.</summary>
    public int Changes() => raw.sqlite3_changes(_handle);

    /// <exception cref="SqliteException">The result code is an error.</exception>
    public void Check(int code)
    {
        if (code is not (raw.SQLITE_OK or raw.SQLITE_ROW or raw.SQLITE_DONE))
            throw new SqliteException(
                raw.sqlite3_extended_errcode(_handle),
                raw.sqlite3_errmsg(_handle).utf8_to_string()
            );
    }

    public void Dispose() => _handle.Dispose();
}
