using System.Collections.Immutable;
using Points.Domain.Ledger;

namespace Points.Domain.Budgets;

/// <summary>
/// The points that one decision may issue. They are reserved from leases of the budget before the decision.
/// </summary>
/// <param name="Parts">The reserved points of each lease.</param>
/// <param name="Deadline">
/// Fires when the decision may no longer be committed: after that, another instance may settle the lease.
/// </param>
public sealed record Allowance(ImmutableArray<LeaseSpend> Parts, CancellationToken Deadline)
{
    /// <summary>For quotes, for programmes without a budget and for decisions that issue nothing.</summary>
    public static readonly Allowance Unlimited = new([], CancellationToken.None);

    /// <summary>For decisions that may issue nothing: compensation is then withheld.</summary>
    public static readonly Allowance None = new([], CancellationToken.None);

    public Points Points => Parts.Aggregate(Points.Zero, (sum, part) => sum + part.Points);

    /// <summary>Divides the points to issue among the leases, in their order.</summary>
    /// <returns>Null if the allowance has too few points.</returns>
    public ImmutableArray<LeaseSpend>? Draw(Points points)
    {
        if (ReferenceEquals(this, Unlimited))
            return [];
        var drawn = ImmutableArray.CreateBuilder<LeaseSpend>();
        foreach (var part in Parts)
        {
            var share = Points.Min(points, part.Points);
            if (share > Points.Zero)
                drawn.Add(part with { Points = share });
            points -= share;
        }
        return points > Points.Zero ? null : drawn.ToImmutable();
    }

    /// <summary>
    /// Returns points to the budget: a negative spend of the return lease. Others can then issue them again.
    /// </summary>
    public ImmutableArray<LeaseSpend> Return(Points points) =>
        points == Points.Zero || ReferenceEquals(this, Unlimited) ? [] : [ReturnLease with { Points = -points }];

    /// <summary>
    /// The lease that points go back to: the only part that <see cref="IBudgets.ReserveForReturn"/> reserves.
    /// </summary>
    private LeaseSpend ReturnLease => Parts[0];
}
