using Points.Local.Sqlite;

namespace Points.Local.Messaging.Storage;

/// <summary>The writer's connection, and the queues' totals, which change with the messages or not at all.</summary>
internal sealed class BusWriteSession : IWriteSession
{
    private readonly TimeProvider _time;
    private readonly Statement _begin,
        _commit,
        _remember;
    private readonly int[] _keys;
    private readonly QueueStatements[] _queues;
    private readonly QueueTotals[] _totals;
    private TaskCompletionSource _changed = NewSignal();
    private volatile BusState _state;

    public BusWriteSession(
        Connection connection,
        TimeProvider time,
        IReadOnlyList<(int Key, QueueTotals Totals)> queues
    )
    {
        (Connection, _time) = (connection, time);
        _begin = connection.Prepare("BEGIN IMMEDIATE");
        _commit = connection.Prepare("COMMIT");
        _remember = connection.Prepare(
            "UPDATE queues SET next = ?2, active = ?3, scheduled = ?4, dead = ?5, bytes = ?6 WHERE key = ?1"
        );
        _keys = [.. queues.Select(queue => queue.Key)];
        _queues = [.. queues.Select(queue => new QueueStatements(connection, queue.Key))];
        _totals = [.. queues.Select(queue => queue.Totals)];
        _state = new(0, [.. _totals]);
    }

    public Connection Connection { get; }

    /// <summary>Read once for each group of changes.</summary>
    public DateTimeOffset Now { get; private set; }

    /// <summary>What the last transaction left behind; to be read by anybody.</summary>
    public BusState State => _state;

    /// <summary>Completes with the next transaction.</summary>
    public Task NextCommit => Volatile.Read(ref _changed).Task;

    public QueueStatements StatementsFor(int ordinal) => _queues[ordinal];

    public ref QueueTotals TotalsOf(int ordinal) => ref _totals[ordinal];

    public void Begin()
    {
        Now = _time.GetUtcNow();
        _begin.Run();
    }

    public void Commit()
    {
        for (var i = 0; i < _totals.Length; i++)
            if (_totals[i] != _state.Queues[i])
                SaveTotals(_keys[i], _totals[i]);
        _commit.Run();
        _state = new(_state.Version + 1, [.. _totals]);
        Interlocked.Exchange(ref _changed, NewSignal()).SetResult();
    }

    public void RollBack()
    {
        _state.Queues.CopyTo(_totals, 0);
        Connection.Execute("ROLLBACK");
    }

    public void Dispose() => Connection.Dispose();

    private void SaveTotals(int key, in QueueTotals totals) =>
        _remember
            .Bind(1, key)
            .Bind(2, totals.NextSequenceNumber)
            .Bind(3, totals.Active)
            .Bind(4, totals.Scheduled)
            .Bind(5, totals.DeadLetters)
            .Bind(6, totals.Bytes)
            .Run();

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
