using Emulators.Sqlite;

namespace Emulators.ServiceBus.Storage;

/// <summary>Reads and writes messages as rows. All tables of messages begin with the same columns.</summary>
internal static class MessageRows
{
    public const string Columns = "seq, id, session, correlation, enqueued, deliveries, properties, body";

    /// <summary>The number of these columns. A table's other columns come after them.</summary>
    public const int Count = 8;

    // The place of each column in Columns. Parameters count from 1, so a column's parameter is one more.
    private const int Sequence = 0;
    private const int Id = 1;
    private const int Session = 2;
    private const int Correlation = 3;
    private const int Enqueued = 4;
    private const int Deliveries = 5;
    private const int Properties = 6;
    private const int Body = 7;

    /// <summary>Binds the parameters 1 to <see cref="Count"/>.</summary>
    public static SqlStatement Bind(this SqlStatement statement, StoredMessage message)
    {
        statement
            .Bind(Sequence + 1, message.SequenceNumber)
            .Bind(Id + 1, message.MessageId)
            .BindOptional(Session + 1, message.SessionId)
            .BindOptional(Correlation + 1, message.CorrelationId)
            .Bind(Enqueued + 1, message.EnqueuedAt.ToUnixTimeMilliseconds())
            .Bind(Deliveries + 1, message.DeliveryCount);
        _ = message.Properties is { } properties
            ? statement.Bind(Properties + 1, properties)
            : statement.BindNull(Properties + 1);
        // SQLite binds an empty span as NULL, so an empty body is bound as a string.
        return message.Body.Length == 0 ? statement.Bind(Body + 1, "") : statement.Bind(Body + 1, message.Body);
    }

    public static StoredMessage ReadMessage(this SqlStatement row) =>
        new(
            row.GetInt64(Sequence),
            row.GetText(Id),
            row.GetOptionalText(Session),
            row.GetOptionalText(Correlation),
            DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(Enqueued)),
            (int)row.GetInt64(Deliveries),
            row.IsNull(Properties) ? null : row.GetBlob(Properties).ToArray(),
            row.GetBlob(Body).ToArray()
        );
}
