namespace Emulators;

/// <summary>Decides which requests of an emulator get a fault. The first rule that matches a request decides.</summary>
/// <typeparam name="TRequest">What a rule sees of a request.</typeparam>
/// <typeparam name="TFault">A fault.</typeparam>
internal sealed class FaultRules<TRequest, TFault>
    where TFault : class
{
    private readonly Lock _gate = new();
    private volatile Rule[] _rules = [];

    /// <summary>Gives the fault to the next requests that match.</summary>
    public void AddNext(int times, TFault fault, Func<TRequest, bool> matches) =>
        Add(new(fault, matches) { Remaining = times });

    /// <summary>Gives the fault to random requests among those that match.</summary>
    public void AddRandom(double probability, int seed, TFault fault, Func<TRequest, bool> matches) =>
        Add(new(fault, matches) { Probability = probability, Random = new(seed) });

    /// <summary>Removes all rules.</summary>
    public void Clear() => _rules = [];

    /// <summary>The fault of a request; null for none. Counts as one of the rule's requests.</summary>
    public TFault? Take(TRequest request)
    {
        if (_rules.Length == 0)
            return null;
        lock (_gate)
        {
            return Array.Find(_rules, rule => rule.TryApply(request))?.Fault;
        }
    }

    private void Add(Rule rule)
    {
        lock (_gate)
        {
            _rules = [.. _rules, rule];
        }
    }

    private sealed class Rule(TFault fault, Func<TRequest, bool> matches)
    {
        public TFault Fault => fault;

        public int Remaining { get; set; }

        public double Probability { get; init; }

        public Random? Random { get; init; }

        public bool TryApply(TRequest request) =>
            matches(request) && (Random is null ? Remaining > 0 && Remaining-- > 0 : Random.NextDouble() < Probability);
    }
}
