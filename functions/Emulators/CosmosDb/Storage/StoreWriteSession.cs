using Emulators.CosmosDb.Changes;
using Emulators.CosmosDb.Journal;
using Emulators.CosmosDb.Writes;
using Emulators.Sqlite;

namespace Emulators.CosmosDb.Storage;

/// <summary>
/// Decides groups of writes: by the writes before them in the group, then the recent changes, then the tables. A commit
/// appends the group's changes to the journal. Only the writer uses it, except where a member says otherwise.
/// </summary>
internal sealed class StoreWriteSession : IWriteSession
{
    private readonly TimeProvider _time;
    private readonly CommitJournal _journal;
    private readonly RecentChanges _changes;
    private readonly TableFiller _filler;
    private readonly StoreSession _tables;
    private readonly SqlStatement _beginReading;
    private readonly SqlStatement _endReading;
    private readonly Dictionary<DocumentKey, DocumentChange> _group = [];
    private readonly List<DocumentChange> _groupInOrder = [];
    private readonly RecordBuffer _buffer = new();
    private long _sequence,
        _committed;

    /// <param name="tables">A connection that only reads.</param>
    public StoreWriteSession(
        StoreSession tables,
        CommitJournal journal,
        RecentChanges changes,
        TableFiller filler,
        TimeProvider time
    )
    {
        (_tables, _journal, _changes, _filler, _time) = (tables, journal, changes, filler, time);
        _sequence = _committed = journal.LastSequence;
        _beginReading = tables.Connection.Prepare("BEGIN");
        _endReading = tables.Connection.Prepare("COMMIT");
        Plan = new BatchPlan(this);
    }

    /// <summary>Decides batches. One plan is reused for all batches.</summary>
    public BatchPlan Plan { get; }

    /// <summary>The store's time in seconds since 1970, read once for each group.</summary>
    public long Seconds { get; private set; }

    /// <summary>The sequence number of the last change on disk. Any thread may read it.</summary>
    public long CommittedSequence => Volatile.Read(ref _committed);

    /// <summary>Takes the sequence number of the next change.</summary>
    public long NextSequence() => ++_sequence;

    /// <summary>The tables of a range, as they were filled when the group began or later.</summary>
    public RangeStatements StatementsFor(PartitionRange range) => _tables.StatementsFor(range);

    /// <summary>Finds the newest change of a document, also of this group; null if only tables know it.</summary>
    public DocumentChange? FindChange(in DocumentKey key) =>
        _group.TryGetValue(key, out var change) ? change : _changes.Find(key);

    /// <summary>Adds a change to the group.</summary>
    public void Add(DocumentChange change)
    {
        _group[change.Key] = change;
        _groupInOrder.Add(change);
    }

    /// <summary>
    /// Changes tables otherwise than by documents, at once and in a transaction of its own. Changes of the group are
    /// not in the tables yet.
    /// </summary>
    public T ChangeTables<T>(Func<Connection, T> change) => _filler.ChangeTables(change);

    /// <summary>Rewrites the files without what was deleted. The group's writes wait.</summary>
    public void Compact()
    {
        _endReading.Run();
        try
        {
            _filler.Compact();
        }
        finally
        {
            _beginReading.Run();
        }
    }

    public void Begin()
    {
        _filler.WaitForRoom();
        Seconds = _time.GetUtcNow().ToUnixTimeSeconds();
        _beginReading.Run();
    }

    public void Commit()
    {
        _endReading.Run();
        if (_groupInOrder.Count == 0)
            return;
        _groupInOrder.Sort((one, other) => one.Sequence.CompareTo(other.Sequence));
        foreach (var change in _groupInOrder)
            ChangeRecord.Write(_buffer, change);
        var last = _groupInOrder[^1].Sequence;
        _journal.Append(_buffer.Record, _committed, last);
        _changes.Publish(_groupInOrder);
        Volatile.Write(ref _committed, last);
        Clear();
    }

    public void RollBack()
    {
        Clear();
        _endReading.Run();
    }

    public void AfterCommit()
    {
        _filler.NoteChanges();
        _changes.ForgetFilled();
    }

    public void Dispose() => _tables.Dispose();

    private void Clear()
    {
        _group.Clear();
        _groupInOrder.Clear();
        _buffer.Clear();
    }
}
