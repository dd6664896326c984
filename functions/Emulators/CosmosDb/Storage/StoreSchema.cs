using Emulators.Sqlite;

namespace Emulators.CosmosDb.Storage;

/// <summary>The tables of <c>cosmos.db</c>.</summary>
internal static class StoreSchema
{
    /// <summary>
    /// Increased when older programs cannot use the file any more; they refuse it. Version 2 has a journal beside it.
    /// </summary>
    private const int Version = 2;

    // AUTOINCREMENT: a key is never used twice, so that a resource id in the SDK's cache never means another container.
    public static void Create(Connection connection)
    {
        var found = connection.QueryInt64("PRAGMA user_version");
        if (found > Version)
            throw new InvalidDataException(
                $"its format is version {found}, and this program knows versions up to {Version}"
            );
        connection.Execute(
            $"""
            BEGIN IMMEDIATE;
            CREATE TABLE IF NOT EXISTS databases (key INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL UNIQUE);
            CREATE TABLE IF NOT EXISTS containers (
                key INTEGER PRIMARY KEY AUTOINCREMENT, database INTEGER NOT NULL, ranges INTEGER NOT NULL,
                definition TEXT NOT NULL);
            CREATE TABLE IF NOT EXISTS sequence (one INTEGER PRIMARY KEY CHECK (one = 1), highest INTEGER NOT NULL);
            INSERT OR IGNORE INTO sequence VALUES (1, 0);
            PRAGMA user_version = {Version};
            COMMIT;
            """
        );
    }

    /// <summary>The SQL that creates a range's table.</summary>
    public static string CreateRange(PartitionRange range)
    {
        // The value columns have no type, so that SQLite does not convert between numbers and text.
        var indexed = string.Concat(range.Container.Columns.Indexed.Select(column => $"{column}, "));
        return $"""
            CREATE TABLE {range.Table} (
                lsn INTEGER PRIMARY KEY, pk NOT NULL, id TEXT NOT NULL, ts INTEGER NOT NULL, expires INTEGER,
                {indexed}body BLOB NOT NULL);
            CREATE UNIQUE INDEX {range.Table}_key ON {range.Table} ({UniqueKey(range)});
            CREATE INDEX {range.Table}_expires ON {range.Table} (expires) WHERE expires IS NOT NULL;
            """;
    }

    /// <summary>
    /// The columns that find a document. Where the id is the partition key, it alone does: half as long a key in the
    /// index.
    /// </summary>
    public static string UniqueKey(PartitionRange range) => range.Container.Columns.IsKeyedById ? "id" : "pk, id";

    /// <summary>The SQL that drops a range's table.</summary>
    public static string DropRange(PartitionRange range) => $"DROP TABLE {range.Table}";

    /// <summary>
    /// The sequence number up to which the tables hold all changes, also those whose rows were removed.
    /// </summary>
    public static long HighestSequence(Connection connection, IEnumerable<PartitionRange> ranges) =>
        ranges
            .Select(range => connection.QueryInt64($"SELECT coalesce(max(lsn), 0) FROM {range.Table}"))
            .Append(connection.QueryInt64("SELECT highest FROM sequence"))
            .Max();

    /// <summary>The names of the indexes that were created for queries.</summary>
    public static IEnumerable<string> QueryIndexNames(Connection connection) =>
        connection.Query(
            "SELECT name FROM sqlite_master WHERE type = 'index' AND name LIKE '%\\_by%' ESCAPE '\\'",
            row => row.GetText(0)
        );
}
