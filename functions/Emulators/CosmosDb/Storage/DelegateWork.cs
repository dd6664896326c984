using Emulators.Sqlite;

namespace Emulators.CosmosDb.Storage;

/// <summary>A change that is made by a function. Used for rare changes, such as the creation of a container.</summary>
internal sealed class DelegateWork<T>(Func<StoreWriteSession, T> apply) : WriteWork<StoreWriteSession>
{
    private readonly TaskCompletionSource<T> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private RequestRefusedException? _refusal;
    private T _result = default!;

    public Task<T> Done => _done.Task;

    public override void Apply(StoreWriteSession session)
    {
        try
        {
            _result = apply(session);
        }
        catch (RequestRefusedException refused)
        {
            _refusal = refused;
        }
    }

    public override void Succeed()
    {
        if (_refusal is null)
            _done.SetResult(_result);
        else
            _done.SetException(_refusal);
    }

    public override void Fail(Exception failure) => _done.SetException(failure);
}

internal static class WriterExtensions
{
    /// <summary>Runs a function inside a write transaction; completes when the transaction is on disk.</summary>
    public static Task<T> RunInTransaction<T>(
        this GroupCommitWriter<StoreWriteSession> writer,
        Func<StoreWriteSession, T> action
    )
    {
        var work = new DelegateWork<T>(action);
        writer.Enqueue(work);
        return work.Done;
    }
}
