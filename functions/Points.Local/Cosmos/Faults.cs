namespace Points.Local.Cosmos;

/// <summary>
/// Faults to inject, none until a test asks. The first that applies to a request is the one it meets.
/// </summary>
public sealed class Faults
{
    private readonly Lock _gate = new();
    private volatile Rule[] _rules = [];

    /// <summary>The next <paramref name="times"/> requests that match meet the fault.</summary>
    /// <param name="times">How many requests meet it.</param>
    /// <param name="fault">What they meet.</param>
    /// <param name="when">Which requests match, by container and kind; all of them when not given.</param>
    public void Next(int times, Fault fault, Func<string, RequestKind, bool>? when = null) =>
        Add(new Rule(fault, when) { Left = times });

    /// <summary>Every request that matches meets the fault with a probability, the same ones for the same seed and order.</summary>
    /// <param name="probability">Between 0 and 1.</param>
    /// <param name="seed">The seed of the draws.</param>
    /// <param name="fault">What they meet.</param>
    /// <param name="when">Which requests match, by container and kind; all of them when not given.</param>
    public void Sometimes(double probability, int seed, Fault fault, Func<string, RequestKind, bool>? when = null) =>
        Add(new Rule(fault, when) { Probability = probability, Draws = new Random(seed) });

    /// <summary>Ends all faults.</summary>
    public void Clear() => _rules = [];

    internal Fault? For(string container, RequestKind kind)
    {
        if (_rules.Length == 0)
            return null;
        lock (_gate)
        {
            return Array.Find(_rules, rule => rule.Applies(container, kind))?.Fault;
        }
    }

    private void Add(Rule rule)
    {
        lock (_gate)
        {
            _rules = [.. _rules, rule];
        }
    }

    private sealed class Rule(Fault fault, Func<string, RequestKind, bool>? when)
    {
        public Fault Fault => fault;

        public int Left { get; set; }

        public double Probability { get; init; }

        public Random? Draws { get; init; }

        public bool Applies(string container, RequestKind kind) =>
            (when is null || when(container, kind))
            && (Draws is null ? Left > 0 && Left-- > 0 : Draws.NextDouble() < Probability);
    }
}
