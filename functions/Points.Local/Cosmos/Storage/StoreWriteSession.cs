using Points.Local.Cosmos.Writes;
using Points.Local.Sqlite;

namespace Points.Local.Cosmos.Storage;

/// <summary>The writer's connection and the sequence it numbers changes by; only the writer's thread uses it.</summary>
internal sealed class StoreWriteSession : StoreSession, IWriteSession
{
    private readonly TimeProvider _time;
    private readonly Statement _begin;
    private readonly Statement _commit;
    private readonly Statement _remember;
    private long _sequence,
        _committed;
    private bool _removedRows;

    public StoreWriteSession(Connection connection, TimeProvider time, long sequence)
        : base(connection)
    {
        _time = time;
        _sequence = _committed = sequence;
        _begin = connection.Prepare("BEGIN IMMEDIATE");
        _commit = connection.Prepare("COMMIT");
        _remember = connection.Prepare("UPDATE sequence SET highest = ?1");
        Plan = new BatchPlan(this);
    }

    public BatchPlan Plan { get; }

    /// <summary>Seconds since 1970 by the store's clock, read once for each group of changes.</summary>
    public long Seconds { get; private set; }

    /// <summary>The number of the last change on disk; to be read by anybody.</summary>
    public long CommittedSequence => Volatile.Read(ref _committed);

    public long NextSequence() => ++_sequence;

    /// <summary>A removed row may have carried the highest number, which must not be given out again after a restart.</summary>
    public void NoteRemoval() => _removedRows = true;

    public void Begin()
    {
        Seconds = _time.GetUtcNow().ToUnixTimeSeconds();
        _begin.Run();
    }

    public void Commit()
    {
        if (_removedRows)
        {
            _remember.Bind(1, _sequence).Run();
            _removedRows = false;
        }
        _commit.Run();
        Volatile.Write(ref _committed, _sequence);
    }

    public void RollBack() => Connection.Execute("ROLLBACK");
}
