namespace Emulators.Sqlite;

/// <summary>One change for the writer to make, in a transaction that it may share with other changes.</summary>
/// <typeparam name="TSession">The writer's session: its connection and statements.</typeparam>
public abstract class WriteWork<TSession>
{
    /// <summary>Makes the change. Throws only when storage fails; then the whole transaction fails.</summary>
    public abstract void Apply(TSession session);

    /// <summary>Called once the transaction is on disk.</summary>
    public abstract void Succeed();

    /// <summary>Called when the transaction failed and was rolled back.</summary>
    public abstract void Fail(Exception failure);
}
