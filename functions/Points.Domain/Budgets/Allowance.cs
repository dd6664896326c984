using System.Collections.Immutable;
using Points.Domain.Ledger;

namespace Points.Domain.Budgets;

/// <summary>Points that one decision may issue, set aside from leases of the budget before it is made.</summary>
/// <param name="Deadline">Until when what is decided may be written: a lease that ends is counted up by others.</param>
public sealed record Allowance(ImmutableArray<LeaseSpend> Parts, CancellationToken Deadline)
{
    /// <summary>For asking what would be, and for what issues nothing.</summary>
    public static readonly Allowance Unlimited = new([], CancellationToken.None);

    public Points Points => Parts.Aggregate(Points.Zero, (sum, part) => sum + part.Points);

    /// <returns>From which leases so many points come; null if the allowance has fewer.</returns>
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

    /// <returns>The lease that points are given back to, which others may then have again.</returns>
    public ImmutableArray<LeaseSpend> Return(Points points) =>
        points == Points.Zero || ReferenceEquals(this, Unlimited) ? [] : [Parts[0] with { Points = -points }];
}
