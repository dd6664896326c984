namespace Points.Local.Cosmos;

/// <summary>
/// Faults to inject, none until a test asks. The first that applies to a request is the one it meets.
/// </summary>
public sealed class FaultInjector
{
    private readonly Lock _gate = new();
    private volatile Rule[] _rules = [];

    /// <summary>The next <paramref name="times"/> requests that match meet the fault.</summary>
    /// <param name="times">How many requests meet it.</param>
    /// <param name="fault">What they meet.</param>
    /// <param name="when">Which requests match, by container and kind; all of them when not given.</param>
    public void InjectNext(int times, InjectedFault fault, Func<string, RequestKind, bool>? when = null) =>
        Add(new Rule(fault, when) { Remaining = times });

    /// <summary>Every request that matches meets the fault with a probability, the same ones for the same seed and order.</summary>
    /// <param name="probability">Between 0 and 1.</param>
    /// <param name="seed">The seed of the draws.</param>
    /// <param name="fault">What they meet.</param>
    /// <param name="when">Which requests match, by container and kind; all of them when not given.</param>
    public void InjectRandomly(
        double probability,
        int seed,
        InjectedFault fault,
        Func<string, RequestKind, bool>? when = null
    ) => Add(new Rule(fault, when) { Probability = probability, Random = new Random(seed) });

    /// <summary>Ends all faults.</summary>
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

    private void Add(Rule rule)
    {
        lock (_gate)
        {
            _rules = [.. _rules, rule];
        }
    }

    private sealed class Rule(InjectedFault fault, Func<string, RequestKind, bool>? when)
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
