namespace Emulators.Sqlite;

/// <summary>
/// What one transaction changes: tables, a journal, and the state in memory that goes with them. Only the writer's
/// thread uses it.
/// </summary>
public interface IWriteSession : IDisposable
{
    void Begin();

    /// <summary>Makes the changes durable and visible: they are on disk when this returns.</summary>
    void Commit();

    void RollBack();

    /// <summary>Called after the work of a transaction was acknowledged.</summary>
    void AfterCommit();
}
