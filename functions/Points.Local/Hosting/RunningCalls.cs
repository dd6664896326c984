namespace Points.Local.Hosting;

/// <summary>Which functions are at work: those that run for messages and changes.</summary>
internal sealed class RunningCalls
{
    private readonly Lock _gate = new();
    private readonly HashSet<TaskCompletionSource> _running = [];
    private long _version;

    /// <summary>How many calls run, and a number that every beginning and every end raises.</summary>
    public (long Version, int Running) State
    {
        get
        {
            lock (_gate)
                return (_version, _running.Count);
        }
    }

    /// <summary>Completes when those calls have ended that run now.</summary>
    public Task CurrentCallsEnded
    {
        get
        {
            lock (_gate)
                return Task.WhenAll(_running.Select(call => call.Task));
        }
    }

    /// <summary>A call begins; it ends when what is returned is disposed of.</summary>
    public IDisposable Begin()
    {
        var call = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_gate)
        {
            _version++;
            _running.Add(call);
        }
        return new CallScope(this, call);
    }

    private void End(TaskCompletionSource call)
    {
        lock (_gate)
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
