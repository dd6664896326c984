namespace Points.Local.Sqlite;

/// <summary>The connection that writes, and what belongs to a transaction besides SQLite's own; only the writer's thread uses it.</summary>
internal interface IWriteSession : IDisposable
{
    Connection Connection { get; }

    void Begin();

    void Commit();

    void RollBack();
}
