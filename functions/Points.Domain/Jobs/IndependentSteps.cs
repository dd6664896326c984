namespace Points.Domain.Jobs;

/// <summary>Steps of a job of which one that fails keeps none of the others waiting; the job fails in the end, so that it is noticed.</summary>
public sealed class IndependentSteps
{
    /// <summary>Beyond so many, it is not the single steps that are at fault.</summary>
    private const int FaultsMax = 100;

    /// <summary>Steps that are taken side by side where each waits for the store most of its time.</summary>
    private const int ParallelismMax = 32;

    private readonly Lock _gate = new();
    private readonly List<Exception> _faults = [];

    /// <returns>False if it failed.</returns>
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

    /// <summary>Takes a step for each of many, some side by side, as they come.</summary>
    /// <param name="step">Says whether it did anything.</param>
    /// <returns>How many did.</returns>
    public async Task<long> RunEach<T>(
        IAsyncEnumerable<T> items,
        Func<T, CancellationToken, Task<bool>> step,
        CancellationToken ct
    )
    {
        var done = 0L;
        await Parallel.ForEachAsync(
            items,
            new ParallelOptions { MaxDegreeOfParallelism = ParallelismMax, CancellationToken = ct },
            async (it, token) =>
            {
                await Run(async () =>
                {
                    if (await step(it, token))
                        Interlocked.Increment(ref done);
                });
            }
        );
        return done;
    }

    /// <param name="done">What was done all the same.</param>
    /// <exception cref="AggregateException">Some steps failed.</exception>
    public void ThrowIfAnyFailed(string done)
    {
        if (_faults.Count > 0)
            throw new AggregateException($"{done}, {_faults.Count} failed", _faults);
    }

    /// <returns>False if there are too many.</returns>
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
