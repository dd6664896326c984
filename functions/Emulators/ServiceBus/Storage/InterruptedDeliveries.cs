using Emulators.Sqlite;

namespace Emulators.ServiceBus.Storage;

/// <summary>
/// The deliveries that were not settled when the process ended. They count as deliveries, so that a message which ends
/// the process each time becomes a dead letter.
/// </summary>
internal static class InterruptedDeliveries
{
    /// <summary>Counts the interrupted deliveries of all queues, and moves messages to the dead letters.</summary>
    public static void CountAsDelivered(
        Connection connection,
        IReadOnlyList<(int Key, QueueDefinition Definition)> queues
    )
    {
        foreach (var (key, definition) in queues)
        {
            var ranges = connection.Query(
                $"SELECT first, last, count FROM deliveries WHERE queue = {key}",
                row => (First: row.GetInt64(0), Last: row.GetInt64(1), Count: row.GetInt64(2))
            );
            foreach (var range in ranges)
                CountAsDelivered(connection, key, definition, range.First, range.Last, range.Count);
        }
        connection.Execute("DELETE FROM deliveries");
    }

    /// <summary>Describes a dead letter that was delivered as often as its queue allows.</summary>
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
        var exhausted =
            $"FROM messages_{key} WHERE seq BETWEEN {first} AND {last} AND deliveries >= {definition.MaxDeliveryCount}";
        var description = DescriptionOf(definition);
        connection.Execute(
            $"""
            INSERT INTO dead_{key} SELECT *, '{DeadLetter.MaxDeliveryCountExceeded}', '{description}' {exhausted};
            DELETE {exhausted};
            """
        );
        var moved = connection.Changes();
        connection.Execute($"UPDATE queues SET active = active - {moved}, dead = dead + {moved} WHERE key = {key}");
    }
}
