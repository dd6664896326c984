namespace Points.Functions.Settling;

/// <summary>Steps of a job of which one that fails keeps none of the others; the job fails in the end, so that it is noticed.</summary>
internal sealed class Steps
{
    private readonly List<Exception> _faults = [];

    public async Task Take(Func<Task> step)
    {
        try
        {
            await step();
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            _faults.Add(fault);
        }
    }

    public void ThrowIfAnyFailed()
    {
        if (_faults.Count > 0) throw new AggregateException($"{_faults.Count} steps failed", _faults);
    }
}
