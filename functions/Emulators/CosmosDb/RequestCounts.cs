using System.Collections.Concurrent;

namespace Emulators.CosmosDb;

/// <summary>Counts requests by container and kind, also those that failed or got a fault.</summary>
public sealed class RequestCounts
{
    private static readonly int Kinds = Enum.GetValues<RequestKind>().Length;
    private readonly ConcurrentDictionary<string, long[]> _byContainer = new(StringComparer.Ordinal);

    /// <summary>All requests since the store was opened, except those for metadata and query plans.</summary>
    public long Documents =>
        Snapshot()
            .Where(pair => pair.Key.Kind is not (RequestKind.Metadata or RequestKind.QueryPlan))
            .Sum(pair => pair.Value);

    /// <summary>How many requests of one kind went to one container.</summary>
    public long Get(string container, RequestKind kind) =>
        _byContainer.TryGetValue(container, out var counts) ? Interlocked.Read(ref counts[(int)kind]) : 0;

    /// <summary>All counts that are not zero. Each is read at its own moment.</summary>
    public IReadOnlyDictionary<(string Container, RequestKind Kind), long> Snapshot() =>
        _byContainer
            .SelectMany(pair =>
                Enumerable
                    .Range(0, Kinds)
                    .Select(kind => (Key: (pair.Key, (RequestKind)kind), Count: Interlocked.Read(ref pair.Value[kind])))
            )
            .Where(entry => entry.Count > 0)
            .ToDictionary(entry => entry.Key, entry => entry.Count);

    internal void Add(string container, RequestKind kind) =>
        Interlocked.Increment(ref _byContainer.GetOrAdd(container, static _ => new long[Kinds])[(int)kind]);
}
