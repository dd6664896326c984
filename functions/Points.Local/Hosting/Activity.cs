namespace Points.Local.Hosting;

/// <summary>Which functions are at work: those that run for messages and changes.</summary>
internal sealed class Activity
{
    private readonly Lock _gate = new();
    private TaskCompletionSource _changed = NewSignal();
    private (long Version, int Running) _now;

    /// <summary>How many run, and a number that every beginning and every end raises.</summary>
    public (long Version, int Running) Now
    {
        get
        {
            lock (_gate) return _now;
        }
    }

    /// <summary>Completes with the next beginning or end.</summary>
    public Task Changed => Volatile.Read(ref _changed).Task;

    public void Begin() => Change(1);

    public void End() => Change(-1);

    private void Change(int by)
    {
        TaskCompletionSource changed;
        lock (_gate)
        {
            _now = (_now.Version + 1, _now.Running + by);
            changed = _changed;
            Volatile.Write(ref _changed, NewSignal());
        }
        changed.SetResult();
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
