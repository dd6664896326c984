namespace Points.Local.Hosting;

/// <summary>What has been opened so far, to be closed in the opposite order.</summary>
internal sealed class DisposalStack : IAsyncDisposable
{
    private readonly Stack<object> _resources = [];

    public T Add<T>(T resource)
        where T : notnull
    {
        _resources.Push(resource);
        return resource;
    }

    public async ValueTask DisposeAsync()
    {
        while (_resources.TryPop(out var thing))
            if (thing is IAsyncDisposable later)
                await later.DisposeAsync();
            else
                (thing as IDisposable)?.Dispose();
    }
}
