using System.Collections.Concurrent;

namespace Points.Domain;

/// <summary>Steps of a job, maybe many at once, of which one that fails keeps none of the others waiting; the job fails in the end, so that it is noticed.</summary>
public sealed class Steps
{
    /// <summary>Beyond so many, it is not the single steps that are at fault.</summary>
    private const int FaultsMax = 100;

    private readonly ConcurrentBag<Exception> _faults = [];

    /// <returns>False if it failed.</returns>
    public async Task<bool> Take(Func<Task> step)
    {
        try
        {
            await step();
            return true;
        }
        catch (Exception fault) when (fault is not OperationCanceledException && _faults.Count < FaultsMax)
        {
            _faults.Add(fault);
            return false;
        }
    }

    /// <param name="done">What was done all the same.</param>
    /// <exception cref="AggregateException">Some steps failed.</exception>
    public void ThrowIfAnyFailed(string done)
    {
        if (!_faults.IsEmpty) throw new AggregateException($"{done}, {_faults.Count} failed", _faults);
    }
}
