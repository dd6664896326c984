namespace Points.Local.Cosmos;

/// <summary>
/// Injects faults into requests, for tests. Without rules there are no faults. The first rule that matches a request
/// decides its fault.
/// </summary>
public sealed class FaultInjector
{
    private readonly Lock _gate = new();
    private volatile InjectionRule[] _rules = [];

    /// <summary>Injects a fault into the next requests that match.</summary>
    /// <param name="times">How many requests get the fault.</param>
    /// <param name="fault">The fault.</param>
    /// <param name="when">Which requests match, by container and kind; null for all.</param>
    public void InjectNext(int times, InjectedFault fault, Func<string, RequestKind, bool>? when = null) =>
        Add(new InjectionRule(fault, when) { Remaining = times });

    /// <summary>
    /// Injects a fault into random requests among those that match. With the same seed and the same order of requests,
    /// the same requests get the fault.
    /// </summary>
    /// <param name="probability">The probability of the fault for each request, from 0 to 1.</param>
    /// <param name="seed">The seed of the random numbers.</param>
    /// <param name="fault">The fault.</param>
    /// <param name="when">Which requests match, by container and kind; null for all.</param>
    public void InjectRandomly(
        double probability,
        int seed,
        InjectedFault fault,
        Func<string, RequestKind, bool>? when = null
    ) => Add(new InjectionRule(fault, when) { Probability = probability, Random = new Random(seed) });

    /// <summary>Removes all rules.</summary>
    public void Clear() => _rules = [];

    internal InjectedFault? FindFor(string container, RequestKind kind)
    {
        if (_rules.Length == 0)
            return null;
        lock (_gate)
        {
            return Array.Find(_rules, rule => rule.TryApply(container, kind))?.Fault;
        }
    }

    private void Add(InjectionRule rule)
    {
        lock (_gate)
        {
            _rules = [.. _rules, rule];
        }
    }

    private sealed class InjectionRule(InjectedFault fault, Func<string, RequestKind, bool>? when)
    {
        public InjectedFault Fault => fault;

        public int Remaining { get; set; }

        public double Probability { get; init; }

        public Random? Random { get; init; }

        public bool TryApply(string container, RequestKind kind) =>
            (when is null || when(container, kind))
            && (Random is null ? Remaining > 0 && Remaining-- > 0 : Random.NextDouble() < Probability);
    }
}
