namespace Emulators.ServiceBus;

/// <summary>
/// Injects faults into calls, for tests. Without rules there are no faults. The first rule that matches a call decides
/// its fault.
/// </summary>
public sealed class QueueFaults
{
    private readonly FaultRules<(string Queue, QueueOperation Operation), Fault> _rules = new();

    /// <summary>Injects a fault into the next calls that match.</summary>
    /// <param name="times">How many calls get the fault.</param>
    /// <param name="fault">The fault.</param>
    /// <param name="when">Which calls match, by queue and operation; null for all.</param>
    public void InjectNext(int times, QueueFault fault, Func<string, QueueOperation, bool>? when = null) =>
        _rules.AddNext(times, new(fault), call => when is null || when(call.Queue, call.Operation));

    /// <summary>Injects a fault into random calls among those that match.</summary>
    /// <param name="probability">The probability of the fault for each call, from 0 to 1.</param>
    /// <param name="seed">The seed of the random numbers.</param>
    /// <param name="fault">The fault.</param>
    /// <param name="when">Which calls match, by queue and operation; null for all.</param>
    public void InjectRandomly(
        double probability,
        int seed,
        QueueFault fault,
        Func<string, QueueOperation, bool>? when = null
    ) => _rules.AddRandom(probability, seed, new(fault), call => when is null || when(call.Queue, call.Operation));

    /// <summary>Removes all rules.</summary>
    public void Clear() => _rules.Clear();

    /// <summary>Carries out a call, unless it gets a fault.</summary>
    internal async Task<T> Run<T>(string queue, QueueOperation operation, Func<Task<T>> call)
    {
        var fault = _rules.Take((queue, operation))?.Kind;
        if (fault == QueueFault.Busy)
            throw new QueueBusyException("An injected fault: the queue is busy.");
        if (fault == QueueFault.Unavailable)
            throw new QueueUnavailableException("An injected fault: the queue did not answer.");
        var result = await call();
        return fault == QueueFault.AnswerLost
            ? throw new QueueUnavailableException("An injected fault: the answer was lost.")
            : result;
    }

    private sealed record Fault(QueueFault Kind);
}
