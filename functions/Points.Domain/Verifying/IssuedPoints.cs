using System.Collections.Concurrent;
using Points.Domain.Budgets;
using Points.Domain.Ledger;

namespace Points.Domain.Verifying;

/// <summary>
/// Adds up by lease what entries took from budgets, and compares it with what the budgets counted (law L6).
/// </summary>
public sealed class IssuedPoints
{
    private readonly ConcurrentDictionary<string, long> _byLease = new(StringComparer.Ordinal);

    /// <summary>May be called by several threads at once.</summary>
    public void Add(LedgerEntry entry)
    {
        foreach (var lease in entry.Leases)
            _byLease.AddOrUpdate(lease.LeaseId, lease.Points.Value, (_, sum) => checked(sum + lease.Points.Value));
    }

    /// <summary>
    /// Compares the settled leases. Those that are open, or were never settled, are counted when they are settled.
    /// </summary>
    /// <param name="shards">All shards of all budgets, with the names that leases begin with.</param>
    public IEnumerable<LedgerFinding> FindDifferences(IEnumerable<(string Name, BudgetShard Shard)> shards)
    {
        var issued = new Dictionary<string, long>(StringComparer.Ordinal);
        var all = shards.ToArray();
        var open = all.SelectMany(it => it.Shard.Leases)
            .Select(lease => lease.LeaseId)
            .ToHashSet(StringComparer.Ordinal);
        foreach (var (leaseId, points) in _byLease)
            if (!open.Contains(leaseId) && leaseId.LastIndexOf('~') is > 0 and var end)
                issued[leaseId[..end]] = checked(issued.GetValueOrDefault(leaseId[..end]) + points);
        foreach (var (name, shard) in all)
            if (issued.GetValueOrDefault(name) is var sum && sum != shard.Issued.Value)
                yield return new(
                    $"budget {name}",
                    EntryId: null,
                    $"it counts {shard.Issued} issued points, but the entries of all ledgers took {sum} from it"
                );
    }
}
