namespace Points.Local.Sqlite;

/// <summary>Something for the writer to do inside a transaction that it may share with others.</summary>
/// <typeparam name="TSession">What the writer offers to make the change with.</typeparam>
internal abstract class WriteWork<TSession>
{
    /// <summary>Makes the change. It throws only when storage fails, which fails everything in the transaction.</summary>
    public abstract void Apply(TSession session);

    /// <summary>Called once the transaction is on disk.</summary>
    public abstract void Succeed();

    public abstract void Fail(Exception failure);
}
