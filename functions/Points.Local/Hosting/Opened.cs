namespace Points.Local.Hosting;

/// <summary>What has been opened so far, to be closed in the opposite order.</summary>
internal sealed class Opened : IAsyncDisposable
{
    private readonly Stack<object> _things = [];

    public T Add<T>(T thing)
        where T : notnull
    {
        _things.Push(thing);
        return thing;
    }

    public async ValueTask DisposeAsync()
    {
        while (_things.TryPop(out var thing))
            if (thing is IAsyncDisposable later)
                await later.DisposeAsync();
            else
                (thing as IDisposable)?.Dispose();
    }
}
