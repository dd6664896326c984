using Points.Local.Sqlite;

namespace Points.Local.Cosmos.Storage;

/// <summary>The tables of the store's file.</summary>
internal static class StoreSchema
{
    /// <summary>Raised when the tables change in a way that an older file does not have.</summary>
    private const int Version = 1;

    // Keys are never given out twice (AUTOINCREMENT), so that a resource id the SDK has cached cannot come to mean another
    // container.
    public static void Create(Connection connection)
    {
        var found = connection.Query("PRAGMA user_version", row => row.Int64(0))[0];
        if (found is not (0 or Version))
            throw new InvalidDataException($"it was written by another version of the store ({found}, not {Version})");
        connection.Execute(
            $"""
            BEGIN IMMEDIATE;
            CREATE TABLE IF NOT EXISTS databases (key INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL UNIQUE);
            CREATE TABLE IF NOT EXISTS containers (
                key INTEGER PRIMARY KEY AUTOINCREMENT, database INTEGER NOT NULL, ranges INTEGER NOT NULL, definition TEXT NOT NULL);
            CREATE TABLE IF NOT EXISTS sequence (one INTEGER PRIMARY KEY CHECK (one = 1), highest INTEGER NOT NULL);
            INSERT OR IGNORE INTO sequence VALUES (1, 0);
            PRAGMA user_version = {Version};
            COMMIT;
            """
        );
    }

    public static string CreateRange(PartitionRange range)
    {
        // No type on the value columns: SQLite then keeps numbers and text apart, as JSON does.
        var indexed = string.Concat(range.Container.Columns.Indexed.Select(column => $"{column}, "));
        return $"""
            CREATE TABLE {range.Table} (
                lsn INTEGER PRIMARY KEY, pk NOT NULL, id TEXT NOT NULL, ts INTEGER NOT NULL, expires INTEGER, {indexed}body BLOB NOT NULL);
            CREATE UNIQUE INDEX {range.Table}_key ON {range.Table} (pk, id);
            CREATE INDEX {range.Table}_expires ON {range.Table} (expires) WHERE expires IS NOT NULL;
            """;
    }

    public static string DropRange(PartitionRange range) => $"DROP TABLE {range.Table}";

    /// <summary>The highest number ever given to a change, whether its row is still there or not.</summary>
    public static long HighestSequence(Connection connection, IEnumerable<PartitionRange> ranges) =>
        ranges
            .Select(range =>
                connection.Query($"SELECT coalesce(max(lsn), 0) FROM {range.Table}", row => row.Int64(0))[0]
            )
            .Append(connection.Query("SELECT highest FROM sequence", row => row.Int64(0))[0])
            .Max();

    public static IEnumerable<string> QueryIndexNames(Connection connection) =>
        connection.Query(
            "SELECT name FROM sqlite_master WHERE type = 'index' AND name LIKE '%\\_by%' ESCAPE '\\'",
            row => row.Text(0)
        );
}
