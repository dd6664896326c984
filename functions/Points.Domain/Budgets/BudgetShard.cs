using System.Collections.Immutable;

namespace Points.Domain.Budgets;

/// <summary>
/// A part of a budget with its own share of the cap, so that many instances can draw on it at once. It knows what is
/// issued and what is lent out, and never lends more than is left.
/// </summary>
/// <param name="Issued">By leases that are settled; below zero where more came back here than was issued here.</param>
public sealed record BudgetShard(Points Cap, Points Issued, ImmutableArray<Lease> Leases)
{
    /// <summary>What is lent at once where much is left: small enough that what an instance holds idle does not matter.</summary>
    private const int LeaseDivisor = 16;

    /// <summary>Of every budget: a number that followed from the cap could not follow it when it changes.</summary>
    public const int ShardsPerBudget = 8;

    public Points Leased => Leases.Aggregate(Points.Zero, (sum, lease) => sum + lease.Points);

    /// <summary>What can still be lent.</summary>
    public Points Remaining => Cap - Issued - Leased;

    /// <summary>Lends what is needed, more where much is left, and all that is left where it is less.</summary>
    /// <returns>The same shard and null if nothing is left.</returns>
    public (BudgetShard Shard, Lease? Lease) Lend(
        Points needed,
        string leaseId,
        DateTimeOffset from,
        DateTimeOffset until
    )
    {
        if (Remaining <= Points.Zero)
            return (this, null);
        var chunk = new Points(Math.Max(needed.Value, Remaining.Value / LeaseDivisor));
        var lease = new Lease(leaseId, Points.Min(chunk, Remaining), from, until);
        return (this with { Leases = Leases.Add(lease) }, lease);
    }

    /// <summary>Lends nothing, for points that come back: so also where nothing is left.</summary>
    public (BudgetShard Shard, Lease Lease) LendForReturn(string leaseId, DateTimeOffset from, DateTimeOffset until)
    {
        var lease = new Lease(leaseId, Points.Zero, from, until);
        return (this with { Leases = Leases.Add(lease) }, lease);
    }

    /// <summary>Ends a lease: what was spent of it is issued, the rest is left again; more came back than was spent where that is negative. A lease that is not there any more changes nothing.</summary>
    public BudgetShard Settle(string leaseId, Points spent) =>
        Leases.FirstOrDefault(lease => lease.LeaseId == leaseId) is { } lease
            ? this with
            {
                Issued = Issued + spent,
                Leases = Leases.Remove(lease),
            }
            : this;

    /// <summary>Raises the share to that of a higher cap. It is never lowered: other shards may have lent what this one would have to give up.</summary>
    public BudgetShard RaiseCapTo(Points share) => share > Cap ? this with { Cap = share } : this;

    /// <summary>The share of one of the shards; all add up to the cap.</summary>
    public static Points ShareForShard(Points cap, int shard) =>
        new((cap.Value / ShardsPerBudget) + (shard < cap.Value % ShardsPerBudget ? 1 : 0));
}

/// <summary>Points set aside for one instance.</summary>
/// <param name="From">In real time, like <paramref name="Until"/>: business time can be set.</param>
public sealed record Lease(string LeaseId, Points Points, DateTimeOffset From, DateTimeOffset Until);
