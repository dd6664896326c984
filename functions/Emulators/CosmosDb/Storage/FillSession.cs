using Emulators.CosmosDb.Changes;
using Emulators.CosmosDb.Journal;
using Emulators.Sqlite;

namespace Emulators.CosmosDb.Storage;

/// <summary>The connection that changes the tables. One thread at a time uses it.</summary>
internal sealed class FillSession : StoreSession
{
    /// <summary>Changes of the journal in one transaction.</summary>
    private const int ReplayedMax = 4_000;

    private readonly SqlStatement _begin;
    private readonly SqlStatement _commit;
    private readonly SqlStatement _saveSequence;

    public FillSession(Connection connection)
        : base(connection)
    {
        _begin = connection.Prepare("BEGIN IMMEDIATE");
        _commit = connection.Prepare("COMMIT");
        _saveSequence = connection.Prepare("UPDATE sequence SET highest = max(highest, ?1)");
    }

    /// <summary>Brings changes into the tables, in one transaction.</summary>
    /// <param name="changes">The changes, in the order of their sequence numbers.</param>
    /// <param name="through">The sequence number up to which the tables then hold all changes.</param>
    public void Fill(List<DocumentChange> changes, long through) =>
        InTransaction(_ =>
        {
            foreach (var change in changes)
                if (!change.Range.Container.IsDeleted)
                    StatementsFor(change.Range).Apply(change);
            _saveSequence.Bind(1, through).Run();
            return true;
        });

    /// <summary>Opens the journal, and brings the changes into the tables that only it holds.</summary>
    /// <param name="folder">The folder of the journal.</param>
    /// <param name="file">The database file of the tables.</param>
    /// <param name="catalog">The containers.</param>
    public CommitJournal Replay(string folder, DatabaseFile file, Catalog catalog)
    {
        var containers = catalog.Containers.ToDictionary(container => container.Key);
        var changes = new List<DocumentChange>();
        var journal = CommitJournal.Open(
            folder,
            StoreSchema.HighestSequence(Connection, containers.Values.SelectMany(container => container.Ranges)),
            record =>
            {
                changes.AddRange(ChangeRecord.Read(record, containers));
                if (changes.Count >= ReplayedMax)
                    FillReplayed(changes);
            }
        );
        FillReplayed(changes);
        file.FlushLog();
        journal.Cut(journal.LastSequence);
        return journal;
    }

    /// <summary>Changes tables in a transaction of its own.</summary>
    public T InTransaction<T>(Func<Connection, T> change)
    {
        _begin.Run();
        try
        {
            var result = change(Connection);
            _commit.Run();
            return result;
        }
        catch
        {
            RollBack();
            throw;
        }
    }

    private void FillReplayed(List<DocumentChange> changes)
    {
        if (changes.Count > 0)
            Fill(changes, through: changes[^1].Sequence);
        changes.Clear();
    }

    private void RollBack()
    {
        try
        {
            Connection.Execute("ROLLBACK");
        }
        catch (SqliteException)
        {
            // SQLite has already rolled back, as it does when the disk is full.
        }
    }
}
