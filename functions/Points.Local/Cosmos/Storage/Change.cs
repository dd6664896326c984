using Points.Local.Sqlite;

namespace Points.Local.Cosmos.Storage;

/// <summary>A rare change, such as creating a container, told as a function.</summary>
internal sealed class Change<T>(Func<WriteSession, T> apply) : Work<WriteSession>
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
        if (_refusal is null)
            _done.SetResult(_result);
        else
            _done.SetException(_refusal);
    }

    public override void Fail(Exception failure) => _done.SetException(failure);
}

internal static class Changes
{
    public static Task<T> Change<T>(this Writer<WriteSession> writer, Func<WriteSession, T> change)
    {
        var work = new Change<T>(change);
        writer.Enqueue(work);
        return work.Done;
    }
}
