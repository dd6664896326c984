using Points.Local.Sqlite;

namespace Points.Local.Messaging.Storage;

/// <summary>
/// What receivers had when the process ended. Those deliveries count: a message that ends the process whenever it is
/// delivered is a dead letter in the end.
/// </summary>
internal static class InterruptedDeliveries
{
    public static void CountAsDelivered(
        Connection connection,
        IReadOnlyList<(int Key, QueueDefinition Definition)> queues
    )
    {
        foreach (var (key, definition) in queues)
        {
            var ranges = connection.Query(
                $"SELECT first, last, count FROM deliveries WHERE queue = {key}",
                row => (First: row.Int64(0), Last: row.Int64(1), Count: row.Int64(2))
            );
            foreach (var range in ranges)
                CountAsDelivered(connection, key, definition, range.First, range.Last, range.Count);
        }
        connection.Execute("DELETE FROM deliveries");
    }

    public static string DescriptionOf(QueueDefinition definition) =>
        $"It was delivered {definition.MaxDeliveryCount} times and never completed.";

    private static void CountAsDelivered(
        Connection connection,
        int key,
        QueueDefinition definition,
        long first,
        long last,
        long count
    )
    {
        connection.Execute(
            $"UPDATE messages_{key} SET deliveries = max(deliveries, {count}) WHERE seq BETWEEN {first} AND {last}"
        );
        if (count < definition.MaxDeliveryCount)
            return;
        var spent =
            $"FROM messages_{key} WHERE seq BETWEEN {first} AND {last} AND deliveries >= {definition.MaxDeliveryCount}";
        connection.Execute(
            $"""
            INSERT INTO dead_{key} SELECT *, '{DeadLetter.MaxDeliveryCountExceeded}', '{DescriptionOf(
                definition
            )}' {spent};
            DELETE {spent};
            """
        );
        var buried = connection.Changes();
        connection.Execute($"UPDATE queues SET active = active - {buried}, dead = dead + {buried} WHERE key = {key}");
    }
}
