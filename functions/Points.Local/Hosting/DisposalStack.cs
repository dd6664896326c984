namespace Points.Local.Hosting;

/// <summary>Disposes of resources in the opposite order of their creation.</summary>
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
        while (_resources.TryPop(out var resource))
            if (resource is IAsyncDisposable asyncResource)
                await asyncResource.DisposeAsync();
            else
                (resource as IDisposable)?.Dispose();
    }
}
