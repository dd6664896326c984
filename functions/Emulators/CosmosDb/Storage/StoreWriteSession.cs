using Emulators.CosmosDb.Writes;
using Emulators.Sqlite;

namespace Emulators.CosmosDb.Storage;

/// <summary>
/// The writer's connection, and the sequence that numbers all changes. Only the writer's thread uses it, except where a
/// member says otherwise.
/// </summary>
internal sealed class StoreWriteSession : StoreSession, IWriteSession
{
    private readonly TimeProvider _time;
    private readonly SqlStatement _begin;
    private readonly SqlStatement _commit;
    private readonly SqlStatement _saveSequence;
    private long _sequence,
        _committed;
    private bool _hasRemovedRows;

    public StoreWriteSession(Connection connection, TimeProvider time, long sequence)
        : base(connection)
    {
        _time = time;
        _sequence = _committed = sequence;
        _begin = connection.Prepare("BEGIN IMMEDIATE");
        _commit = connection.Prepare("COMMIT");
        _saveSequence = connection.Prepare("UPDATE sequence SET highest = ?1");
        Plan = new BatchPlan(this);
    }

    /// <summary>Decides and applies batches. One plan is reused for all batches.</summary>
    public BatchPlan Plan { get; }

    /// <summary>The store's time in seconds since 1970, read once for each transaction.</summary>
    public long Seconds { get; private set; }

    /// <summary>The sequence number of the last change on disk. Any thread may read it.</summary>
    public long CommittedSequence => Volatile.Read(ref _committed);

    /// <summary>Takes the sequence number of the next change.</summary>
    public long NextSequence() => ++_sequence;

    /// <summary>
    /// Saves the sequence with this transaction, because a removed row may have had the highest number. After a restart
    /// that number must not be used again.
    /// </summary>
    public void NoteRemoval() => _hasRemovedRows = true;

    public void Begin()
    {
        Seconds = _time.GetUtcNow().ToUnixTimeSeconds();
        _begin.Run();
    }

    public void Commit()
    {
        if (_hasRemovedRows)
        {
            _saveSequence.Bind(1, _sequence).Run();
            _hasRemovedRows = false;
        }
        _commit.Run();
        Volatile.Write(ref _committed, _sequence);
    }

    public void RollBack() => Connection.Execute("ROLLBACK");
}
