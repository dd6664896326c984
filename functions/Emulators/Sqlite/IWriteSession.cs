namespace Emulators.Sqlite;

/// <summary>
/// The connection that writes, and the state in memory that changes with each transaction. Only the writer's
/// thread uses it.
/// </summary>
public interface IWriteSession : IDisposable
{
    Connection Connection { get; }

    void Begin();

    void Commit();

    void RollBack();
}
