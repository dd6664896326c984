using Points.Local.Sqlite;

namespace Points.Local.Messaging.Storage;

/// <summary>What the writer does to one queue's tables.</summary>
internal sealed class QueueStatements(Connection connection, int key)
{
    private readonly Statement _insert = connection.Prepare(
        $"INSERT INTO messages_{key} ({MessageRows.Columns}) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)"
    );
    private readonly Statement _schedule = connection.Prepare(
        $"INSERT INTO scheduled_{key} ({MessageRows.Columns}, due) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)"
    );
    private readonly Statement _delete = connection.Prepare($"DELETE FROM messages_{key} WHERE seq BETWEEN ?1 AND ?2");
    private readonly Statement _count = connection.Prepare(
        $"UPDATE messages_{key} SET deliveries = ?3 WHERE seq BETWEEN ?1 AND ?2"
    );
    private readonly Statement _insertDead = connection.Prepare(
        $"INSERT INTO dead_{key} SELECT seq, id, session, correlation, enqueued, ?2, properties, body, ?3, ?4 FROM messages_{key} WHERE seq = ?1"
    );
    private readonly Statement _note = connection.Prepare(
        $"INSERT INTO deliveries (delivery, first, last, queue, count) VALUES (?1, ?2, ?3, {key}, ?4)"
    );
    private readonly Statement _forget = connection.Prepare("DELETE FROM deliveries WHERE delivery = ?1");
    private readonly Statement _due = connection.Prepare(
        $"SELECT {MessageRows.Columns} FROM scheduled_{key} WHERE due <= ?1 ORDER BY due, seq LIMIT ?2"
    );
    private readonly Statement _nextDue = connection.Prepare($"SELECT min(due) FROM scheduled_{key}");
    private readonly Statement _advanceScheduled = connection.Prepare($"UPDATE scheduled_{key} SET due = due - ?1");
    private readonly Statement _unschedule = connection.Prepare($"DELETE FROM scheduled_{key} WHERE seq = ?1");
    private readonly Statement _dead = connection.Prepare(
        $"SELECT {MessageRows.Columns} FROM dead_{key} WHERE seq = ?1"
    );
    private readonly Statement _deleteDead = connection.Prepare($"DELETE FROM dead_{key} WHERE seq = ?1");
    private readonly Statement _addMessageId = connection.Prepare(
        $"INSERT INTO seen_{key} VALUES (?1, ?2) ON CONFLICT (id) DO UPDATE SET at = excluded.at WHERE at <= ?3"
    );
    private readonly Statement _deleteMessageIds = connection.Prepare(
        $"DELETE FROM seen_{key} WHERE id IN (SELECT id FROM seen_{key} WHERE at <= ?1 LIMIT ?2)"
    );

    public void Insert(StoredMessage message) => _insert.Bind(message).Run();

    public void Schedule(StoredMessage message, DateTimeOffset due) =>
        _schedule.Bind(message).Bind(9, due.ToUnixTimeMilliseconds()).Run();

    public void Delete(long first, long last) => _delete.Bind(1, first).Bind(2, last).Run();

    public void SetDeliveryCount(long first, long last, int deliveries) =>
        _count.Bind(1, first).Bind(2, last).Bind(3, deliveries).Run();

    /// <summary>Makes a message a dead letter.</summary>
    public void MoveToDeadLetters(long sequence, int deliveries, string reason, string description)
    {
        _insertDead.Bind(1, sequence).Bind(2, deliveries).Bind(3, reason).Bind(4, description).Run();
        Delete(sequence, sequence);
    }

    public void InsertDelivery(long delivery, long first, long last, int count) =>
        _note.Bind(1, delivery).Bind(2, first).Bind(3, last).Bind(4, count).Run();

    public void DeleteDelivery(long delivery) => _forget.Bind(1, delivery).Run();

    public void AdvanceScheduled(TimeSpan by) => _advanceScheduled.Bind(1, (long)by.TotalMilliseconds).Run();

    /// <summary>Takes what is due from the scheduled messages, the earliest first.</summary>
    public List<StoredMessage> TakeDue(DateTimeOffset now, int messagesMax)
    {
        var due = new List<StoredMessage>();
        _due.Bind(1, now.ToUnixTimeMilliseconds()).Bind(2, messagesMax);
        while (_due.Step())
            due.Add(_due.ReadMessage());
        foreach (var message in due)
            _unschedule.Bind(1, message.SequenceNumber).Run();
        return due;
    }

    public DateTimeOffset? NextDue()
    {
        _nextDue.Step();
        var next = _nextDue.IsNull(0)
            ? (DateTimeOffset?)null
            : DateTimeOffset.FromUnixTimeMilliseconds(_nextDue.Int64(0));
        _nextDue.Reset();
        return next;
    }

    /// <summary>Takes a message from the dead letters; null when it is not there.</summary>
    public StoredMessage? TakeDeadLetter(long sequence)
    {
        var found = _dead.Bind(1, sequence).Step() ? _dead.ReadMessage() : null;
        _dead.Reset();
        if (found is not null)
            _deleteDead.Bind(1, sequence).Run();
        return found;
    }

    /// <summary>Whether the id has not been seen since; it has from now on.</summary>
    public bool TryAddMessageId(string messageId, DateTimeOffset now, DateTimeOffset since)
    {
        _addMessageId
            .Bind(1, messageId)
            .Bind(2, now.ToUnixTimeMilliseconds())
            .Bind(3, since.ToUnixTimeMilliseconds())
            .Run();
        return connection.Changes() > 0;
    }

    /// <summary>Forgets old ids, a few at a time but more than come, so that they do not gather.</summary>
    public void DeleteOldMessageIds(DateTimeOffset before, int idsMax) =>
        _deleteMessageIds.Bind(1, before.ToUnixTimeMilliseconds()).Bind(2, idsMax).Run();
}
