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
    private readonly TaskCompletionSource<T> done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private CosmosError? refusal;
    private T result = default!;

    public Task<T> Done => done.Task;

    public override void Apply(WriteSession session)
    {
        try
        {
            result = apply(session);
        }
        catch (CosmosError refused)
        {
            refusal = refused;
        }
    }

    public override void Succeed()
    {
        if (refusal is null)
        {
            done.SetResult(result);
        }
        else
        {
            done.SetException(refusal);
        }
    }

    public override void Fail(Exception failure) => done.SetException(failure);
}
