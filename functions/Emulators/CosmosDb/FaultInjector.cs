namespace Emulators.CosmosDb;

/// <summary>
/// Injects faults into requests, for tests. Without rules there are no faults. The first rule that matches a request
/// decides its fault.
/// </summary>
public sealed class FaultInjector
{
    private readonly FaultRules<(string Container, RequestKind Kind), InjectedFault> _rules = new();

    /// <summary>Injects a fault into the next requests that match.</summary>
    /// <param name="times">How many requests get the fault.</param>
    /// <param name="fault">The fault.</param>
    /// <param name="when">Which requests match, by container and kind; null for all.</param>
    public void InjectNext(int times, InjectedFault fault, Func<string, RequestKind, bool>? when = null) =>
        _rules.AddNext(times, fault, request => Matches(when, request));

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
    ) => _rules.AddRandom(probability, seed, fault, request => Matches(when, request));

    /// <summary>Removes all rules.</summary>
    public void Clear() => _rules.Clear();

    internal InjectedFault? FindFor(string container, RequestKind kind) => _rules.Take((container, kind));

    private static bool Matches(Func<string, RequestKind, bool>? when, (string Container, RequestKind Kind) request) =>
        when is null || when(request.Container, request.Kind);
}
