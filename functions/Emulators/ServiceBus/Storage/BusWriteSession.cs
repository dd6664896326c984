using Emulators.Sqlite;

namespace Emulators.ServiceBus.Storage;

/// <summary>The writer's connection, and the totals of the queues, which are saved in each transaction.</summary>
internal sealed class BusWriteSession : IWriteSession
{
    private readonly Connection _connection;
    private readonly WalCheckpointer _checkpoints;
    private readonly TimeProvider _time;
    private readonly SqlStatement _begin,
        _commit,
        _saveTotals;
    private readonly int[] _keys;
    private readonly QueueStatements[] _queues;
    private readonly QueueTotals[] _totals;
    private readonly ChangeSignal _committed = new();
    private volatile BusState _state;

    public BusWriteSession(
        Connection connection,
        WalCheckpointer checkpoints,
        TimeProvider time,
        IReadOnlyList<(int Key, QueueTotals Totals)> queues
    )
    {
        (_connection, _checkpoints, _time) = (connection, checkpoints, time);
        _begin = connection.Prepare("BEGIN IMMEDIATE");
        _commit = connection.Prepare("COMMIT");
        _saveTotals = connection.Prepare(
            "UPDATE queues SET next = ?2, active = ?3, scheduled = ?4, dead = ?5, bytes = ?6 WHERE key = ?1"
        );
        _keys = [.. queues.Select(queue => queue.Key)];
        _queues = [.. queues.Select(queue => new QueueStatements(connection, queue.Key))];
        _totals = [.. queues.Select(queue => queue.Totals)];
        _state = new(0, [.. _totals]);
    }

    /// <summary>The machine's time, read once for each transaction.</summary>
    public DateTimeOffset Now { get; private set; }

    /// <summary>The totals after the last transaction. Any thread may read it.</summary>
    public BusState State => _state;

    /// <summary>Completes with the next transaction.</summary>
    public Task NextCommit => _committed.Next;

    /// <summary>The statements of a queue, by its place among the queues.</summary>
    public QueueStatements StatementsFor(int ordinal) => _queues[ordinal];

    /// <summary>The totals of a queue as the current transaction changes them.</summary>
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
        _committed.Raise();
    }

    public void RollBack()
    {
        _state.Queues.CopyTo(_totals, 0);
        _connection.Execute("ROLLBACK");
    }

    public void AfterCommit() => _checkpoints.AfterCommit(_connection);

    public void Dispose() => _connection.Dispose();

    private void SaveTotals(int key, in QueueTotals totals) =>
        _saveTotals
            .Bind(1, key)
            .Bind(2, totals.NextSequenceNumber)
            .Bind(3, totals.Active)
            .Bind(4, totals.Scheduled)
            .Bind(5, totals.DeadLetters)
            .Bind(6, totals.Bytes)
            .Run();
}
