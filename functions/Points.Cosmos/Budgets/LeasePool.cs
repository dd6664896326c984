using System.Collections.Immutable;
using Points.Domain.Budgets;
using Points.Domain.Ledger;

namespace Points.Cosmos.Budgets;

/// <summary>The leases that this instance holds of one budget.</summary>
internal sealed class LeasePool
{
    private readonly Lock _lock = new();
    private readonly List<HeldLease> _leases = [];

    /// <summary>One at a time asks the store for more.</summary>
    public SemaphoreSlim RefillLock { get; } = new(1, 1);

    /// <summary>Until when it is not worth asking: every shard had nothing left.</summary>
    public DateTimeOffset ExhaustedUntil { get; set; }

    /// <summary>Whether somebody here holds an allowance that may come back in part.</summary>
    public bool HasOpenAllowances
    {
        get
        {
            lock (_lock)
                return _leases.Any(lease => lease.OpenAllowances > 0);
        }
    }

    /// <summary>Takes up to so many points.</summary>
    /// <param name="wholeOnly">Rather nothing than fewer.</param>
    /// <returns>Null if there are fewer and only the whole will do.</returns>
    public Allowance? Take(Points upTo, DateTimeOffset now, bool wholeOnly)
    {
        lock (_lock)
        {
            if (wholeOnly && UsablePoints(now) < upTo)
                return null;
            var parts = ImmutableArray.CreateBuilder<LeaseSpend>(1);
            var deadline = CancellationToken.None;
            foreach (var lease in _leases)
            {
                if (upTo == Points.Zero)
                    break;
                if (!lease.IsUsable(now))
                    continue;
                var part = Points.Min(upTo, lease.Remaining);
                (lease.Remaining, lease.OpenAllowances, upTo) = (
                    lease.Remaining - part,
                    lease.OpenAllowances + 1,
                    upTo - part
                );
                parts.Add(new(lease.Lease.LeaseId, part));
                // Leases are in the order they were lent, so the first one ends first.
                if (parts.Count == 1)
                    deadline = lease.Deadline;
            }
            return new(parts.ToImmutable(), deadline);
        }
    }

    /// <summary>Takes nothing of a lease, for points that come back to it.</summary>
    /// <returns>Null if none is held that lasts long enough.</returns>
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

    public Points Shortfall(Points upTo, DateTimeOffset now)
    {
        lock (_lock)
            return upTo - Points.Min(upTo, UsablePoints(now));
    }

    public void Add(HeldLease lease)
    {
        lock (_lock)
            _leases.Add(lease);
    }

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

    public void Abandon(Allowance allowance)
    {
        lock (_lock)
            foreach (var part in allowance.Parts)
            {
                var lease = Find(part.LeaseId);
                (lease.OpenAllowances, lease.IsUncertain) = (lease.OpenAllowances - 1, true);
            }
    }

    /// <summary>What this instance has issued of a lease, as far as it knows.</summary>
    public Points IssuedOf(string leaseId)
    {
        lock (_lock)
            return _leases.Find(lease => lease.Lease.LeaseId == leaseId)?.Issued ?? Points.Zero;
    }

    /// <summary>
    /// Retires leases that are known to the point and no longer of use, so that they can be settled: from here on nothing
    /// is taken from them, also by who looked at the time a moment before.
    /// </summary>
    /// <param name="all">Also those that are still of use.</param>
    public IReadOnlyList<HeldLease> Retire(DateTimeOffset now, bool all)
    {
        lock (_lock)
        {
            var retired = _leases.Where(lease => lease.CanBeSettled && (all || !lease.IsUsable(now))).ToArray();
            foreach (var lease in retired)
                lease.IsRetired = true;
            return retired;
        }
    }

    public void Remove(IEnumerable<HeldLease> leases)
    {
        lock (_lock)
            foreach (var lease in leases)
                _leases.Remove(lease);
    }

    /// <summary>Leases that ended long ago and that nobody here can settle: others have counted them up.</summary>
    public void RemoveEnded(DateTimeOffset endedBefore)
    {
        lock (_lock)
            _leases.RemoveAll(lease => lease.OpenAllowances == 0 && lease.Lease.Until < endedBefore);
    }

    private Points UsablePoints(DateTimeOffset now) =>
        _leases.Where(lease => lease.IsUsable(now)).Aggregate(Points.Zero, (sum, lease) => sum + lease.Remaining);

    private HeldLease Find(string leaseId) =>
        _leases.Find(lease => lease.Lease.LeaseId == leaseId)
        ?? throw new InvalidOperationException($"lease {leaseId} is not held here");
}
