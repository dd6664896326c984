using Emulators.Sqlite;

namespace Emulators.ServiceBus.Storage;

/// <summary>The tables of <c>messages.db</c>.</summary>
internal static class BusSchema
{
    /// <summary>Increased when the tables change. A file with another number is refused.</summary>
    private const int Version = 1;

    private const string Columns =
        "seq INTEGER PRIMARY KEY, id TEXT NOT NULL, session TEXT, correlation TEXT, enqueued INTEGER NOT NULL, "
        + "deliveries INTEGER NOT NULL, properties BLOB, body BLOB NOT NULL";

    // A delivery is stored as ranges of messages, so that thousands of messages need a row or two. Deliveries that are
    // in the table when the file is opened were interrupted: the process ended before they were settled.
    public static void Create(Connection connection)
    {
        var found = connection.QueryInt64("PRAGMA user_version");
        if (found is not (0 or Version))
            throw new InvalidDataException($"its format is version {found}, and this program needs version {Version}");
        connection.Execute(
            $"""
            BEGIN IMMEDIATE;
            CREATE TABLE IF NOT EXISTS queues (
                key INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, next INTEGER NOT NULL, active INTEGER NOT NULL,
                scheduled INTEGER NOT NULL, dead INTEGER NOT NULL, bytes INTEGER NOT NULL);
            CREATE TABLE IF NOT EXISTS deliveries (
                delivery INTEGER NOT NULL, first INTEGER NOT NULL, last INTEGER NOT NULL, queue INTEGER NOT NULL,
                count INTEGER NOT NULL, PRIMARY KEY (delivery, first)) WITHOUT ROWID;
            PRAGMA user_version = {Version};
            COMMIT;
            """
        );
    }

    /// <summary>
    /// Creates the tables of new queues, and counts the deliveries that the end of the process interrupted.
    /// </summary>
    /// <returns>The key and the totals of each queue, in the order of <paramref name="queues"/>.</returns>
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
        // Read again: interrupted deliveries may have become dead letters.
        (int, QueueTotals)[] stored = [.. queues.Select(queue => Ensure(connection, queue))];
        connection.Execute("COMMIT");
        return stored;
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
            (int)find.GetInt64(0),
            new QueueTotals(find.GetInt64(1), find.GetInt64(2), find.GetInt64(3), find.GetInt64(4), find.GetInt64(5))
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
