namespace Points.Local.Hosting;

/// <summary>Tracks the running calls of functions for messages and changes.</summary>
internal sealed class RunningCalls
{
    private readonly Lock _lock = new();
    private readonly HashSet<TaskCompletionSource> _running = [];
    private long _version;

    /// <summary>
    /// The number of running calls, and a version that grows with every start and every end of a call.
    /// </summary>
    public (long Version, int Running) State
    {
        get
        {
            lock (_lock)
                return (_version, _running.Count);
        }
    }

    /// <summary>Completes when all calls that run now have ended.</summary>
    public Task CurrentCallsEnded
    {
        get
        {
            lock (_lock)
                return Task.WhenAll(_running.Select(call => call.Task));
        }
    }

    /// <summary>Records the start of a call. Disposing of the result records its end.</summary>
    public IDisposable Begin()
    {
        var call = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_lock)
        {
            _version++;
            _running.Add(call);
        }
        return new CallScope(this, call);
    }

    private void End(TaskCompletionSource call)
    {
        lock (_lock)
        {
            _version++;
            _running.Remove(call);
        }
        call.SetResult();
    }

    private sealed class CallScope(RunningCalls runningCalls, TaskCompletionSource call) : IDisposable
    {
        public void Dispose() => runningCalls.End(call);
    }
}
