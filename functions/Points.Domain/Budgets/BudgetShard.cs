using System.Collections.Immutable;

namespace Points.Domain.Budgets;

/// <summary>
/// One part of a budget, with its own share of the cap. A budget is divided into shards so that many instances can draw
/// on it at once. A shard never lends more than remains (law L6).
/// </summary>
/// <param name="Issued">
/// The points of settled leases. Below zero if more points were returned to this shard than it issued.
/// </param>
public sealed record BudgetShard(Points Cap, Points Issued, ImmutableArray<Lease> Leases)
{
    /// <summary>
    /// A lease takes at least 1/16 of the remainder: an instance needs few leases and holds few points idle.
    /// </summary>
    private const int LeaseDivisor = 16;

    /// <summary>
    /// The same for every budget. If it depended on the cap, a raised cap would change the number of shards that are in
    /// use.
    /// </summary>
    public const int ShardsPerBudget = 8;

    public Points Leased => Leases.Aggregate(Points.Zero, (sum, lease) => sum + lease.Points);

    /// <summary>The points that can still be lent.</summary>
    public Points Remaining => Cap - Issued - Leased;

    /// <summary>
    /// Lends the points that are needed. Lends more if much remains, and only the remainder if that is less.
    /// </summary>
    /// <param name="expected">
    /// What the instance will probably issue while it holds the lease; at most half of the remainder is lent for it.
    /// </param>
    /// <returns>The same shard and null if nothing remains.</returns>
    public (BudgetShard Shard, Lease? Lease) Lend(
        Points needed,
        Points expected,
        string leaseId,
        DateTimeOffset from,
        DateTimeOffset until
    )
    {
        if (Remaining <= Points.Zero)
            return (this, null);
        var ahead = Math.Max(Remaining.Value / LeaseDivisor, Math.Min(expected.Value, Remaining.Value / 2));
        var chunk = new Points(Math.Max(needed.Value, ahead));
        var lease = new Lease(leaseId, Points.Min(chunk, Remaining), from, until);
        return (this with { Leases = Leases.Add(lease) }, lease);
    }

    /// <summary>Lends zero points, as a lease to return points to. This works even if nothing remains.</summary>
    public (BudgetShard Shard, Lease Lease) LendForReturn(string leaseId, DateTimeOffset from, DateTimeOffset until)
    {
        var lease = new Lease(leaseId, Points.Zero, from, until);
        return (this with { Leases = Leases.Add(lease) }, lease);
    }

    /// <summary>Ends a lease: counts its spent points as issued and frees the rest.</summary>
    /// <param name="spent">Below zero if more points were returned to the lease than it issued.</param>
    /// <returns>The same shard if the lease has been settled before.</returns>
    public BudgetShard Settle(string leaseId, Points spent) =>
        Leases.FirstOrDefault(lease => lease.LeaseId == leaseId) is { } lease
            ? this with
            {
                Issued = Issued + spent,
                Leases = Leases.Remove(lease),
            }
            : this;

    /// <summary>
    /// Raises this shard's share to that of a higher cap. The share is never lowered: the points may be lent already.
    /// </summary>
    public BudgetShard RaiseCapTo(Points share) => share > Cap ? this with { Cap = share } : this;

    /// <summary>Calculates one shard's share of the cap. All shares add up to the cap.</summary>
    public static Points ShareForShard(Points cap, int shard) =>
        new((cap.Value / ShardsPerBudget) + (shard < cap.Value % ShardsPerBudget ? 1 : 0));
}
