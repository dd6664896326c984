namespace Points.Domain.Jobs;

/// <summary>
/// The steps of a job. A step that fails does not stop the others, but the job fails at the end, so that operators
/// notice it.
/// </summary>
public sealed class IndependentSteps
{
    /// <summary>
    /// With more failures than this, the cause is most likely the same for all steps, and the job stops.
    /// </summary>
    private const int FaultsMax = 100;

    /// <summary>How many steps run in parallel. Each waits for the store most of the time.</summary>
    internal const int ParallelismMax = 32;

    private readonly Lock _gate = new();
    private readonly List<Exception> _faults = [];

    /// <summary>Runs a step and keeps its exception, if it throws one.</summary>
    /// <returns>False if the step failed.</returns>
    public async Task<bool> Run(Func<Task> step)
    {
        try
        {
            await step();
            return true;
        }
        catch (Exception fault) when (fault is not OperationCanceledException && TryKeep(fault))
        {
            return false;
        }
    }

    /// <summary>Runs a step for each item, several in parallel.</summary>
    /// <param name="step">Returns whether it changed anything.</param>
    /// <param name="atOnce">How many steps run in parallel.</param>
    /// <returns>How many steps changed something.</returns>
    public async Task<long> RunEach<T>(
        IAsyncEnumerable<T> items,
        Func<T, CancellationToken, Task<bool>> step,
        CancellationToken ct,
        int atOnce = ParallelismMax
    )
    {
        var changed = 0L;
        await Parallel.ForEachAsync(
            items,
            new ParallelOptions { MaxDegreeOfParallelism = atOnce, CancellationToken = ct },
            async (item, token) =>
            {
                await Run(async () =>
                {
                    if (await step(item, token))
                        Interlocked.Increment(ref changed);
                });
            }
        );
        return changed;
    }

    /// <param name="done">What was done despite the failures, for the message.</param>
    /// <exception cref="AggregateException">Some steps failed.</exception>
    public void ThrowIfAnyFailed(string done)
    {
        if (_faults.Count > 0)
            throw new AggregateException($"{done}, {_faults.Count} failed", _faults);
    }

    /// <returns>False if too many steps have failed.</returns>
    private bool TryKeep(Exception fault)
    {
        lock (_gate)
        {
            if (_faults.Count >= FaultsMax)
                return false;
            _faults.Add(fault);
            return true;
        }
    }
}
