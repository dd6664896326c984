using System.Collections.Immutable;
using Points.Domain.Budgets;

namespace Points.Cosmos.Budgets;

/// <summary>The leases that this instance holds of one budget.</summary>
internal sealed class Purse
{
    private readonly Lock _lock = new();
    private readonly List<HeldLease> _leases = [];

    /// <summary>One at a time asks the store for more.</summary>
    public SemaphoreSlim Refilling { get; } = new(1, 1);

    /// <summary>Until when it is not worth asking: every shard had nothing left.</summary>
    public DateTimeOffset DryUntil { get; set; }

    /// <summary>Whether somebody here holds an allowance that may come back in part.</summary>
    public bool AnyOpen
    {
        get
        {
            lock (_lock)
                return _leases.Any(lease => lease.Open > 0);
        }
    }

    /// <summary>Takes up to so many points.</summary>
    /// <param name="wholeOnly">Rather nothing than fewer.</param>
    /// <returns>Null if there are fewer and only the whole will do.</returns>
    public Allowance? Take(Points upTo, DateTimeOffset now, bool wholeOnly)
    {
        lock (_lock)
        {
            if (wholeOnly && Usable(now) < upTo)
                return null;
            var parts = ImmutableArray.CreateBuilder<LeaseSpend>(1);
            var deadline = CancellationToken.None;
            foreach (var lease in _leases)
            {
                if (upTo == Points.Zero)
                    break;
                if (!lease.IsUsable(now))
                    continue;
                var part = Points.Min(upTo, lease.Left);
                (lease.Left, lease.Open, upTo) = (lease.Left - part, lease.Open + 1, upTo - part);
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
            if (_leases.Find(lease => lease.TakesBack(now)) is not { } lease)
                return null;
            lease.Open++;
            return new([new(lease.Lease.LeaseId, Points.Zero)], lease.Deadline);
        }
    }

    public Points Missing(Points upTo, DateTimeOffset now)
    {
        lock (_lock)
            return upTo - Points.Min(upTo, Usable(now));
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
                (lease.Open, lease.Left, lease.Issued) = (
                    lease.Open - 1,
                    lease.Left + part.Points - spent,
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
                (lease.Open, lease.IsUncertain) = (lease.Open - 1, true);
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
            var retired = _leases.Where(lease => lease.IsCertain && (all || !lease.IsUsable(now))).ToArray();
            foreach (var lease in retired)
                lease.IsRetired = true;
            return retired;
        }
    }

    public void Forget(IEnumerable<HeldLease> leases)
    {
        lock (_lock)
            foreach (var lease in leases)
                _leases.Remove(lease);
    }

    /// <summary>Leases that ended long ago and that nobody here can settle: others have counted them up.</summary>
    public void ForgetEnded(DateTimeOffset endedBefore)
    {
        lock (_lock)
            _leases.RemoveAll(lease => lease.Open == 0 && lease.Lease.Until < endedBefore);
    }

    private Points Usable(DateTimeOffset now) =>
        _leases.Where(lease => lease.IsUsable(now)).Aggregate(Points.Zero, (sum, lease) => sum + lease.Left);

    private HeldLease Find(string leaseId) =>
        _leases.Find(lease => lease.Lease.LeaseId == leaseId)
        ?? throw new InvalidOperationException($"lease {leaseId} is not held here");
}
