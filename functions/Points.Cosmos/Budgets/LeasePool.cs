using System.Collections.Immutable;
using Points.Domain.Budgets;
using Points.Domain.Ledger;

namespace Points.Cosmos.Budgets;

/// <summary>The leases of one budget that this instance holds. Safe for parallel use.</summary>
internal sealed class LeasePool
{
    private readonly Lock _lock = new();
    private readonly List<HeldLease> _leases = [];

    /// <summary>Only one caller at a time leases more from the store.</summary>
    public SemaphoreSlim RefillLock { get; } = new(1, 1);

    /// <summary>Until when the store is not asked again, because all shards were empty.</summary>
    public DateTimeOffset EmptyUntil { get; set; }

    /// <summary>The cap, less the points of all settled leases, when all shards were empty.</summary>
    public Points NotSettled { get; set; }

    /// <summary>
    /// The points that nobody has issued, as far as this instance knows. Others may hold some of them.
    /// </summary>
    public Points NotIssued
    {
        get
        {
            lock (_lock)
                return _leases.Aggregate(NotSettled, (left, lease) => left - lease.Issued);
        }
    }

    /// <summary>What the instance issued from its last lease, for the size of the next one.</summary>
    public Points LastIssued { get; private set; }

    /// <summary>Whether an allowance of this instance is open: some of its points may become free.</summary>
    public bool HasOpenAllowances
    {
        get
        {
            lock (_lock)
                return _leases.Any(lease => lease.OpenAllowances > 0);
        }
    }

    /// <summary>Takes points for an allowance.</summary>
    /// <returns>Null if the leases have fewer points.</returns>
    public Allowance? Take(Points points, DateTimeOffset now)
    {
        lock (_lock)
        {
            if (UsablePoints(now) < points)
                return null;
            var missing = points;
            var parts = ImmutableArray.CreateBuilder<LeaseSpend>(1);
            var deadline = CancellationToken.None;
            foreach (var lease in _leases)
            {
                if (missing == Points.Zero)
                    break;
                if (!lease.IsUsable(now))
                    continue;
                var part = Points.Min(missing, lease.Remaining);
                (lease.Remaining, lease.OpenAllowances, missing) = (
                    lease.Remaining - part,
                    lease.OpenAllowances + 1,
                    missing - part
                );
                parts.Add(new(lease.Lease.LeaseId, part));
                // Leases are in the order in which they were lent, so the first one ends first.
                if (parts.Count == 1)
                    deadline = lease.Deadline;
            }
            return new(parts.ToImmutable(), deadline);
        }
    }

    /// <summary>Takes zero points of a lease, so that points can be returned to it.</summary>
    /// <returns>Null if no lease lasts long enough.</returns>
    public Allowance? TakeForReturn(DateTimeOffset now)
    {
        lock (_lock)
        {
            if (_leases.Find(lease => lease.CanTakeBack(now)) is not { } lease)
                return null;
            lease.OpenAllowances++;
            return new([new(lease.Lease.LeaseId, Points.Zero)], lease.Deadline);
        }
    }

    /// <summary>Calculates how many of the points are missing.</summary>
    public Points Shortfall(Points needed, DateTimeOffset now)
    {
        lock (_lock)
            return needed - Points.Min(needed, UsablePoints(now));
    }

    public void Add(HeldLease lease)
    {
        lock (_lock)
            _leases.Add(lease);
    }

    /// <summary>Ends an allowance: counts the issued points and frees the rest.</summary>
    public void Settle(Allowance allowance, ImmutableArray<LeaseSpend> issued)
    {
        lock (_lock)
            foreach (var part in allowance.Parts)
            {
                var lease = Find(part.LeaseId);
                var spent = issued.FirstOrDefault(it => it.LeaseId == part.LeaseId)?.Points ?? Points.Zero;
                (lease.OpenAllowances, lease.Remaining, lease.Issued) = (
                    lease.OpenAllowances - 1,
                    lease.Remaining + part.Points - spent,
                    lease.Issued + spent
                );
            }
    }

    /// <summary>Ends an allowance if it is unknown which of its points were issued.</summary>
    public void Abandon(Allowance allowance)
    {
        lock (_lock)
            foreach (var part in allowance.Parts)
            {
                var lease = Find(part.LeaseId);
                (lease.OpenAllowances, lease.IsUncertain) = (lease.OpenAllowances - 1, true);
            }
    }

    /// <summary>The points that this instance has issued from a lease, as far as it knows.</summary>
    public Points IssuedOf(string leaseId)
    {
        lock (_lock)
            return _leases.Find(lease => lease.Lease.LeaseId == leaseId)?.Issued ?? Points.Zero;
    }

    /// <summary>
    /// Retires the leases that are no longer usable and that this instance can settle. Nothing more is taken from
    /// them, not even by a caller that read the clock a moment before.
    /// </summary>
    /// <param name="all">Whether to retire usable leases too.</param>
    public IReadOnlyList<HeldLease> Retire(DateTimeOffset now, bool all)
    {
        lock (_lock)
        {
            var retired = _leases.Where(lease => lease.CanBeSettled && (all || !lease.IsUsable(now))).ToArray();
            foreach (var lease in retired)
                (lease.IsRetired, LastIssued) = (true, lease.Issued);
            return retired;
        }
    }

    public void Remove(IEnumerable<HeldLease> leases)
    {
        lock (_lock)
            foreach (var lease in leases)
                _leases.Remove(lease);
    }

    /// <summary>
    /// Forgets leases that ended long ago: reconciliation has settled those that this instance could not.
    /// </summary>
    public void RemoveEnded(DateTimeOffset endedBefore)
    {
        lock (_lock)
            _leases.RemoveAll(lease => lease.OpenAllowances == 0 && lease.Lease.Until < endedBefore);
    }

    private Points UsablePoints(DateTimeOffset now) =>
        _leases.Where(lease => lease.IsUsable(now)).Aggregate(Points.Zero, (sum, lease) => sum + lease.Remaining);

    private HeldLease Find(string leaseId) =>
        _leases.Find(lease => lease.Lease.LeaseId == leaseId)
        ?? throw new InvalidOperationException($"this instance does not hold lease {leaseId}");
}
