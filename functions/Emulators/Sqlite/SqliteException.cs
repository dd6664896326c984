namespace Emulators.Sqlite;

/// <summary>A SQLite call failed.</summary>
/// <param name="code">SQLite's extended result code.</param>
/// <param name="message">SQLite's message.</param>
public sealed class SqliteException(int code, string message) : IOException($"{message} (SQLite {code})")
{
    public int Code { get; } = code;
}
