namespace Points.Local.Sqlite;

/// <summary>SQLite refused something; the code is SQLite's extended result code.</summary>
internal sealed class SqliteException(int code, string message) : IOException($"{message} (SQLite {code})")
{
    public int Code { get; } = code;
}
