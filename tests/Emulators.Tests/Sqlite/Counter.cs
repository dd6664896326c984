using Emulators.Sqlite;

namespace Emulators.Tests.Sqlite;

/// <summary>The smallest session: a connection and its transactions.</summary>
internal sealed class CounterSession(Connection connection, WalCheckpointer? checkpoints = null) : IWriteSession
{
    public Connection Connection => connection;

    public void Begin() => connection.Execute("BEGIN IMMEDIATE");

    public void Commit() => connection.Execute("COMMIT");

    public void RollBack() => connection.Execute("ROLLBACK");

    public void AfterCommit() => checkpoints?.AfterCommit(connection);

    public void Dispose() => connection.Dispose();
}

/// <summary>Adds to the counter.</summary>
internal sealed class AddWork(int number) : WriteWork<CounterSession>
{
    private readonly TaskCompletionSource _done = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task Done => _done.Task;

    public override void Apply(CounterSession session) =>
        session.Connection.Execute($"UPDATE counter SET total = total + {number}");

    public override void Succeed() => _done.SetResult();

    public override void Fail(Exception failure) => _done.SetException(failure);
}
