using Emulators.Sqlite;

namespace Emulators.ServiceBus.Storage;

/// <summary>
/// Reads one queue's tables, for one caller at a time. It sees what is committed and never waits for the writer.
/// </summary>
internal sealed class QueueReader(Connection connection, QueueDefinition definition, int key) : IDisposable
{
    private const int ReasonColumn = MessageRows.Count;
    private const int DescriptionColumn = MessageRows.Count + 1;

    private readonly SqlStatement _after = connection.Prepare(
        $"SELECT {MessageRows.Columns} FROM messages_{key} WHERE seq > ?1 ORDER BY seq LIMIT ?2"
    );
    private readonly SqlStatement _one = connection.Prepare(
        $"SELECT {MessageRows.Columns} FROM messages_{key} WHERE seq = ?1"
    );
    private readonly SqlStatement _oldest = connection.Prepare($"SELECT min(seq) FROM messages_{key}");
    private readonly SqlStatement _dead = connection.Prepare(
        $"SELECT {MessageRows.Columns}, reason, description FROM dead_{key} WHERE seq < ?1 ORDER BY seq DESC LIMIT ?2"
    );
    private readonly SqlStatement _deadAfter = connection.Prepare(
        $"SELECT {MessageRows.Columns}, reason, description FROM dead_{key} WHERE seq > ?1 ORDER BY seq LIMIT ?2"
    );
    private readonly SqlStatement? _session = !definition.RequiresSession
        ? null
        : connection.Prepare(
            $"SELECT {MessageRows.Columns} FROM messages_{key} WHERE session = ?3 AND seq > ?1 ORDER BY seq LIMIT ?2"
        );
    private readonly SqlStatement? _nextSession = !definition.RequiresSession
        ? null
        : connection.Prepare($"SELECT min(session) FROM messages_{key} WHERE session > ?1");

    /// <summary>
    /// Reads the messages after a sequence number, in order, until there are <paramref name="messagesMax"/> of them or
    /// <paramref name="bytesMax"/> bytes are reached.
    /// </summary>
    public List<StoredMessage> ReadAfter(long sequence, int messagesMax, int bytesMax) =>
        Read(_after.Bind(1, sequence).Bind(2, messagesMax), bytesMax);

    /// <inheritdoc cref="ReadAfter"/>
    public List<StoredMessage> ReadAfterInSession(string session, long sequence, int messagesMax, int bytesMax) =>
        Read(_session!.Bind(1, sequence).Bind(2, messagesMax).Bind(3, session), bytesMax);

    /// <summary>The lowest sequence number; <see cref="long.MaxValue"/> when there is no message.</summary>
    public long ReadOldest()
    {
        _oldest.Step();
        var oldest = _oldest.IsNull(0) ? long.MaxValue : _oldest.GetInt64(0);
        _oldest.Reset();
        return oldest;
    }

    public StoredMessage? Find(long sequence)
    {
        var found = _one.Bind(1, sequence).Step() ? _one.ReadMessage() : null;
        _one.Reset();
        return found;
    }

    /// <summary>
    /// The first session after a name that has messages: one step in an index, however many messages there are.
    /// </summary>
    public string? FindNextSession(string after)
    {
        _nextSession!.Bind(1, after).Step();
        var next = _nextSession.GetOptionalText(0);
        _nextSession.Reset();
        return next;
    }

    /// <summary>Reads dead letters below a sequence number, newest first.</summary>
    public List<DeadLetter> ReadDeadLetters(long before, int lettersMax) =>
        ReadDeadLetters(_dead.Bind(1, before).Bind(2, lettersMax));

    /// <summary>Reads dead letters above a sequence number, oldest first.</summary>
    public List<DeadLetter> PeekDeadLetters(long after, int lettersMax) =>
        ReadDeadLetters(_deadAfter.Bind(1, after).Bind(2, lettersMax));

    private static List<DeadLetter> ReadDeadLetters(SqlStatement rows)
    {
        var letters = new List<DeadLetter>();
        while (rows.Step())
        {
            var message = rows.ReadMessage();
            letters.Add(
                new(
                    message.SequenceNumber,
                    message.MessageId,
                    message.SessionId,
                    rows.GetText(ReasonColumn),
                    rows.GetText(DescriptionColumn),
                    message.DeliveryCount,
                    message.EnqueuedAt,
                    message.Body,
                    MessageProperties.Read(message.Properties)
                )
            );
        }
        return letters;
    }

    public void Dispose() => connection.Dispose();

    private static List<StoredMessage> Read(SqlStatement rows, int bytesMax)
    {
        var messages = new List<StoredMessage>();
        for (var bytes = 0; bytes < bytesMax && rows.Step(); bytes += messages[^1].SizeBytes)
            messages.Add(rows.ReadMessage());
        rows.Reset();
        return messages;
    }
}
