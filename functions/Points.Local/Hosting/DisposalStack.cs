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

    /// <summary>Takes a resource that is still being created. If its creation fails, there is nothing to do.</summary>
    public void AddLater<T>(Task<T> resource)
        where T : IDisposable => _resources.Push(new Later<T>(resource));

    public async ValueTask DisposeAsync()
    {
        while (_resources.TryPop(out var resource))
            if (resource is IAsyncDisposable asyncResource)
                await asyncResource.DisposeAsync();
            else
                (resource as IDisposable)?.Dispose();
    }

    private sealed class Later<T>(Task<T> resource) : IAsyncDisposable
        where T : IDisposable
    {
        public async ValueTask DisposeAsync()
        {
            await ((Task)resource).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (resource.IsCompletedSuccessfully)
                (await resource).Dispose();
        }
    }
}
