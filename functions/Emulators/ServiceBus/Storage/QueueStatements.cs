using Emulators.Sqlite;

namespace Emulators.ServiceBus.Storage;

/// <summary>The prepared statements with which the writer changes one queue's tables.</summary>
internal sealed class QueueStatements(Connection connection, int key)
{
    /// <summary>The parameter after those of the message.</summary>
    private const int DueParameter = MessageRows.Count + 1;

    private readonly SqlStatement _insert = connection.Prepare(
        $"INSERT INTO messages_{key} ({MessageRows.Columns}) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)"
    );
    private readonly SqlStatement _insertScheduled = connection.Prepare(
        $"INSERT INTO scheduled_{key} ({MessageRows.Columns}, due) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)"
    );
    private readonly SqlStatement _delete = connection.Prepare(
        $"DELETE FROM messages_{key} WHERE seq BETWEEN ?1 AND ?2"
    );
    private readonly SqlStatement _setDeliveryCount = connection.Prepare(
        $"UPDATE messages_{key} SET deliveries = ?3 WHERE seq BETWEEN ?1 AND ?2"
    );
    private readonly SqlStatement _insertDead = connection.Prepare(
        $"INSERT INTO dead_{key} SELECT seq, id, session, correlation, enqueued, ?2, coalesce(?5, properties), body, "
            + $"?3, ?4 FROM messages_{key} WHERE seq = ?1"
    );
    private readonly SqlStatement _insertDelivery = connection.Prepare(
        $"INSERT INTO deliveries (delivery, first, last, queue, count) VALUES (?1, ?2, ?3, {key}, ?4)"
    );
    private readonly SqlStatement _deleteDelivery = connection.Prepare("DELETE FROM deliveries WHERE delivery = ?1");
    private readonly SqlStatement _due = connection.Prepare(
        $"SELECT {MessageRows.Columns} FROM scheduled_{key} WHERE due <= ?1 ORDER BY due, seq LIMIT ?2"
    );
    private readonly SqlStatement _nextDue = connection.Prepare($"SELECT min(due) FROM scheduled_{key}");
    private readonly SqlStatement _advanceScheduled = connection.Prepare($"UPDATE scheduled_{key} SET due = due - ?1");
    private readonly SqlStatement _deleteScheduled = connection.Prepare($"DELETE FROM scheduled_{key} WHERE seq = ?1");
    private readonly SqlStatement _dead = connection.Prepare(
        $"SELECT {MessageRows.Columns} FROM dead_{key} WHERE seq = ?1"
    );
    private readonly SqlStatement _deleteDead = connection.Prepare($"DELETE FROM dead_{key} WHERE seq = ?1");
    private readonly SqlStatement _addMessageId = connection.Prepare(
        $"INSERT INTO seen_{key} VALUES (?1, ?2) ON CONFLICT (id) DO UPDATE SET at = excluded.at WHERE at <= ?3"
    );
    private readonly SqlStatement _deleteMessageIds = connection.Prepare(
        $"DELETE FROM seen_{key} WHERE id IN (SELECT id FROM seen_{key} WHERE at <= ?1 LIMIT ?2)"
    );

    /// <summary>Adds a message to the queue.</summary>
    public void Insert(StoredMessage message) => _insert.Bind(message).Run();

    /// <summary>Adds a message that is delivered at a later time.</summary>
    public void Schedule(StoredMessage message, DateTimeOffset due) =>
        _insertScheduled.Bind(message).Bind(DueParameter, due.ToUnixTimeMilliseconds()).Run();

    /// <summary>Deletes the messages of a range of sequence numbers, both ends included.</summary>
    public void Delete(long first, long last) => _delete.Bind(1, first).Bind(2, last).Run();

    /// <summary>Sets the delivery count of a range of messages, both ends included.</summary>
    public void SetDeliveryCount(long first, long last, int deliveries) =>
        _setDeliveryCount.Bind(1, first).Bind(2, last).Bind(3, deliveries).Run();

    /// <summary>Makes a message a dead letter.</summary>
    /// <param name="properties">Replace the message's application properties; null leaves them.</param>
    public void MoveToDeadLetters(long sequence, int deliveries, string reason, string description, byte[]? properties)
    {
        _insertDead.Bind(1, sequence).Bind(2, deliveries).Bind(3, reason).Bind(4, description);
        (properties is null ? _insertDead.BindNull(5) : _insertDead.Bind(5, properties)).Run();
        Delete(sequence, sequence);
    }

    /// <summary>Records that a range of messages was delivered and is not settled.</summary>
    public void InsertDelivery(long delivery, long first, long last, int count) =>
        _insertDelivery.Bind(1, delivery).Bind(2, first).Bind(3, last).Bind(4, count).Run();

    /// <summary>Deletes a delivery whose messages are all settled.</summary>
    public void DeleteDelivery(long delivery) => _deleteDelivery.Bind(1, delivery).Run();

    /// <summary>Makes all scheduled messages due earlier.</summary>
    public void AdvanceScheduled(TimeSpan by) => _advanceScheduled.Bind(1, (long)by.TotalMilliseconds).Run();

    /// <summary>Removes the scheduled messages that are due, and returns them, the earliest first.</summary>
    public List<StoredMessage> TakeDue(DateTimeOffset now, int messagesMax)
    {
        var due = new List<StoredMessage>();
        _due.Bind(1, now.ToUnixTimeMilliseconds()).Bind(2, messagesMax);
        while (_due.Step())
            due.Add(_due.ReadMessage());
        foreach (var message in due)
            _deleteScheduled.Bind(1, message.SequenceNumber).Run();
        return due;
    }

    /// <summary>When the first scheduled message is due; null when there is none.</summary>
    public DateTimeOffset? NextDue()
    {
        _nextDue.Step();
        var next = _nextDue.IsNull(0)
            ? (DateTimeOffset?)null
            : DateTimeOffset.FromUnixTimeMilliseconds(_nextDue.GetInt64(0));
        _nextDue.Reset();
        return next;
    }

    /// <summary>Removes a dead letter and returns it; null when there is no such dead letter.</summary>
    public StoredMessage? TakeDeadLetter(long sequence)
    {
        var found = _dead.Bind(1, sequence).Step() ? _dead.ReadMessage() : null;
        _dead.Reset();
        if (found is not null)
            _deleteDead.Bind(1, sequence).Run();
        return found;
    }

    /// <summary>Remembers a message id. False when it was already seen after <paramref name="since"/>.</summary>
    public bool TryAddMessageId(string messageId, DateTimeOffset now, DateTimeOffset since)
    {
        _addMessageId
            .Bind(1, messageId)
            .Bind(2, now.ToUnixTimeMilliseconds())
            .Bind(3, since.ToUnixTimeMilliseconds())
            .Run();
        return connection.Changes() > 0;
    }

    /// <summary>Forgets at most <paramref name="idsMax"/> ids that were seen before a time.</summary>
    public void DeleteOldMessageIds(DateTimeOffset before, int idsMax) =>
        _deleteMessageIds.Bind(1, before.ToUnixTimeMilliseconds()).Bind(2, idsMax).Run();
}
