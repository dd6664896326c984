using System.Text;
using SQLitePCL;

namespace Emulators.Sqlite;

/// <summary>A prepared statement. Parameters count from 1, columns from 0, as in SQLite.</summary>
public sealed class SqlStatement(Connection connection, sqlite3_stmt handle) : IDisposable
{
    private const int StackBytesMax = 1024;

    /// <summary>
    /// Moves to the next row. Returns false after the last row and resets the statement, so it can run again.
    /// </summary>
    public bool Step()
    {
        var code = raw.sqlite3_step(handle);
        if (code == raw.SQLITE_ROW)
            return true;
        raw.sqlite3_reset(handle);
        connection.Check(code);
        return false;
    }

    public void Reset() => raw.sqlite3_reset(handle);

    /// <summary>Runs the statement to its end and ignores its rows.</summary>
    public void Run()
    {
        while (Step()) { }
    }

    public SqlStatement Bind(int parameter, long value)
    {
        connection.Check(raw.sqlite3_bind_int64(handle, parameter, value));
        return this;
    }

    public SqlStatement Bind(int parameter, long? value) =>
        value is { } some ? Bind(parameter, some) : BindNull(parameter);

    public SqlStatement Bind(int parameter, ReadOnlySpan<byte> blob)
    {
        connection.Check(raw.sqlite3_bind_blob(handle, parameter, blob));
        return this;
    }

    public SqlStatement Bind(int parameter, string text)
    {
        var length = Encoding.UTF8.GetMaxByteCount(text.Length);
        var bytes = length <= StackBytesMax ? stackalloc byte[length] : new byte[length];
        // SQLite binds an empty span as NULL, so an empty text is bound as a string.
        connection.Check(
            text.Length == 0
                ? raw.sqlite3_bind_text(handle, parameter, "")
                : raw.sqlite3_bind_text(handle, parameter, bytes[..Encoding.UTF8.GetBytes(text, bytes)])
        );
        return this;
    }

    public SqlStatement Bind(int parameter, double value)
    {
        connection.Check(raw.sqlite3_bind_double(handle, parameter, value));
        return this;
    }

    /// <summary>Binds a text, or NULL when there is none.</summary>
    public SqlStatement BindOptional(int parameter, string? text) =>
        text is null ? BindNull(parameter) : Bind(parameter, text);

    public SqlStatement BindNull(int parameter)
    {
        connection.Check(raw.sqlite3_bind_null(handle, parameter));
        return this;
    }

    public long GetInt64(int column) => raw.sqlite3_column_int64(handle, column);

    public string GetText(int column) => raw.sqlite3_column_text(handle, column).utf8_to_string();

    public string? GetOptionalText(int column) => IsNull(column) ? null : GetText(column);

    /// <summary>The column's bytes, valid until the statement steps or resets.</summary>
    public ReadOnlySpan<byte> GetBlob(int column) => raw.sqlite3_column_blob(handle, column);

    public double GetDouble(int column) => raw.sqlite3_column_double(handle, column);

    /// <summary>SQLite's code for the type of the column's value.</summary>
    public int GetValueType(int column) => raw.sqlite3_column_type(handle, column);

    public bool IsNull(int column) => GetValueType(column) == raw.SQLITE_NULL;

    public void Dispose() => handle.Dispose();
}
