using Points.Local.Sqlite;

namespace Points.Local.Messaging.Storage;

/// <summary>The tables of the queues' file.</summary>
internal static class BusSchema
{
    /// <summary>Raised when the tables change in a way that an older file does not have.</summary>
    private const int Version = 1;

    private const string Columns =
        "seq INTEGER PRIMARY KEY, id TEXT NOT NULL, session TEXT, correlation TEXT, enqueued INTEGER NOT NULL, deliveries INTEGER NOT NULL, properties BLOB, body BLOB NOT NULL";

    // A delivery is noted as ranges of messages, so that a receiver that takes thousands costs a row or two. Whatever is
    // still noted when the file is opened was in somebody's hands when the process ended.
    public static void Create(Connection connection)
    {
        var found = connection.Query("PRAGMA user_version", row => row.Int64(0))[0];
        if (found is not (0 or Version))
            throw new InvalidDataException($"it was written by another version of the queues ({found}, not {Version})");
        connection.Execute(
            $"""
            BEGIN IMMEDIATE;
            CREATE TABLE IF NOT EXISTS queues (
                key INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, next INTEGER NOT NULL, active INTEGER NOT NULL,
                scheduled INTEGER NOT NULL, dead INTEGER NOT NULL, bytes INTEGER NOT NULL);
            CREATE TABLE IF NOT EXISTS deliveries (
                delivery INTEGER NOT NULL, first INTEGER NOT NULL, last INTEGER NOT NULL, queue INTEGER NOT NULL, count INTEGER NOT NULL,
                PRIMARY KEY (delivery, first)) WITHOUT ROWID;
            PRAGMA user_version = {Version};
            COMMIT;
            """
        );
    }

    /// <summary>The queues' keys and totals, with what receivers had when the process ended counted. Tables are made for those that are new.</summary>
    public static IReadOnlyList<(int Key, QueueTotals Totals)> Ensure(
        Connection connection,
        IReadOnlyList<QueueDefinition> queues
    )
    {
        connection.Execute("BEGIN IMMEDIATE");
        InterruptedDeliveries.CountAsDelivered(
            connection,
            [.. queues.Select(queue => (Ensure(connection, queue).Key, queue))]
        );
        (int, QueueTotals)[] found = [.. queues.Select(queue => Ensure(connection, queue))];
        connection.Execute("COMMIT");
        return found;
    }

    private static (int Key, QueueTotals Totals) Ensure(Connection connection, QueueDefinition queue)
    {
        using (
            var add = connection.Prepare(
                "INSERT OR IGNORE INTO queues (name, next, active, scheduled, dead, bytes) VALUES (?1, 1, 0, 0, 0, 0)"
            )
        )
            add.Bind(1, queue.Name).Run();
        using var find = connection.Prepare(
            "SELECT key, next, active, scheduled, dead, bytes FROM queues WHERE name = ?1"
        );
        find.Bind(1, queue.Name).Step();
        var (key, totals) = (
            (int)find.Int64(0),
            new QueueTotals(find.Int64(1), find.Int64(2), find.Int64(3), find.Int64(4), find.Int64(5))
        );
        find.Reset();
        connection.Execute(
            $"""
            CREATE TABLE IF NOT EXISTS messages_{key} ({Columns});
            CREATE TABLE IF NOT EXISTS scheduled_{key} ({Columns}, due INTEGER NOT NULL);
            CREATE INDEX IF NOT EXISTS scheduled_{key}_due ON scheduled_{key} (due);
            CREATE TABLE IF NOT EXISTS dead_{key} ({Columns}, reason TEXT NOT NULL, description TEXT NOT NULL);
            CREATE TABLE IF NOT EXISTS seen_{key} (id TEXT PRIMARY KEY, at INTEGER NOT NULL) WITHOUT ROWID;
            CREATE INDEX IF NOT EXISTS seen_{key}_at ON seen_{key} (at);
            """
        );
        if (queue.RequiresSession)
            connection.Execute($"CREATE INDEX IF NOT EXISTS messages_{key}_session ON messages_{key} (session, seq)");
        return (key, totals);
    }
}
