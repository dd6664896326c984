using Points.Local.Sqlite;

namespace Points.Local.Messaging.Storage;

/// <summary>Messages in rows: the columns that all tables of messages begin with.</summary>
internal static class MessageRows
{
    public const string Columns = "seq, id, session, correlation, enqueued, deliveries, properties, body";

    /// <summary>How many they are: what a table has besides comes after them.</summary>
    public const int Count = 8;

    public static Statement Bind(this Statement statement, StoredMessage message)
    {
        statement
            .Bind(1, message.SequenceNumber)
            .Bind(2, message.MessageId)
            .BindOptional(3, message.SessionId)
            .BindOptional(4, message.CorrelationId)
            .Bind(5, message.EnqueuedAt.ToUnixTimeMilliseconds())
            .Bind(6, message.DeliveryCount);
        _ = message.Properties is { } properties ? statement.Bind(7, properties) : statement.BindNull(7);
        // A span without an address would be bound as NULL.
        return message.Body.Length == 0 ? statement.Bind(8, "") : statement.Bind(8, message.Body);
    }

    public static StoredMessage ReadMessage(this Statement row) =>
        new(
            row.Int64(0),
            row.Text(1),
            row.OptionalText(2),
            row.OptionalText(3),
            DateTimeOffset.FromUnixTimeMilliseconds(row.Int64(4)),
            (int)row.Int64(5),
            row.IsNull(6) ? null : row.Blob(6).ToArray(),
            row.Blob(7).ToArray()
        );
}
