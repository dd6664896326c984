namespace Points.Domain.Jobs;

/// <summary>
/// Items that become due at a time of their own and stay due until a job has handled them, such as wallets with an
/// expired hold. The store keeps them in ranges; several instances can each read some of the ranges.
/// </summary>
public interface IDueItems<T>
{
    /// <summary>Names the work on these items in stored parts and in messages. It must never change.</summary>
    string Name { get; }

    /// <summary>Lists the ranges that together hold all items: one for each physical partition of the store.</summary>
    /// <exception cref="StoreUnavailableException">The store did not answer.</exception>
    Task<IReadOnlyList<string>> ListRanges(CancellationToken ct);

    /// <summary>Reads at most <see cref="DuePage{T}.ItemsMax"/> due items of a range.</summary>
    /// <param name="until">Reads the items that were due by then.</param>
    /// <param name="position">The position of an earlier page; null for the first page.</param>
    /// <exception cref="StoreBusyException">The store throttles.</exception>
    /// <exception cref="StoreUnavailableException">The store did not answer.</exception>
    Task<DuePage<T>> ReadPage(string range, DateTimeOffset until, string? position, CancellationToken ct);
}
