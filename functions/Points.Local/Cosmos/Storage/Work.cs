namespace Points.Local.Cosmos.Storage;

/// <summary>Something for the writer to do inside a transaction that it may share with others.</summary>
internal abstract class Work
{
    /// <summary>Makes the change. It throws only when storage fails, which fails everything in the transaction.</summary>
    public abstract void Apply(WriteSession session);

    /// <summary>Called once the transaction is on disk.</summary>
    public abstract void Succeed();

    public abstract void Fail(Exception failure);
}

/// <summary>A rare change, such as creating a container, told as a function.</summary>
internal sealed class Change<T>(Func<WriteSession, T> apply) : Work
{
    private readonly TaskCompletionSource<T> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private CosmosError? _refusal;
    private T _result = default!;

    public Task<T> Done => _done.Task;

    public override void Apply(WriteSession session)
    {
        try
        {
            _result = apply(session);
        }
        catch (CosmosError refused)
        {
            _refusal = refused;
        }
    }

    public override void Succeed()
    {
        if (_refusal is null) _done.SetResult(_result);
        else _done.SetException(_refusal);
    }

    public override void Fail(Exception failure) => _done.SetException(failure);
}
